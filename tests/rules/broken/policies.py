"""What holds for every policy."""

from tests.rules.edits import add, drop, put, rename

_ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"

BROKEN = {
    "E9021": [
        ("an old version", put("DirectTableReadPolicy/PolicyDocument/Version", "2008-10-17")),
        ("no version", drop("FilesBucketPolicy/PolicyDocument/Version")),
        ("trust without a version", drop("SignedInRole/AssumeRolePolicyDocument/Version")),
        (
            "a topic's policy of an old version",
            put("AlarmTopicPolicy/PolicyDocument/Version", "2008-10-17"),
        ),
        (
            "a folder's policy without a version",
            drop("SignedInRole/Policies/own-folder/PolicyDocument/Version"),
        ),
    ],
    "E9022": [
        (
            "all actions but one",
            rename("AlarmTopicPolicy/PolicyDocument/Statement/OurAlarmsOnly/Action", "NotAction"),
        ),
        (
            "everybody but one",
            rename("TableEndpoint/PolicyDocument/Statement/OurTableOnly/Principal", "NotPrincipal"),
        ),
        (
            "all resources but one",
            rename(
                "AlarmTopicPolicy/PolicyDocument/Statement/OurAlarmsOnly/Resource", "NotResource"
            ),
        ),
        (
            "all actions but one, in a policy that AWS sees later",
            rename("ApiRole/Policies/api/PolicyDocument/Statement/QueryViews/Action", "NotAction"),
        ),
    ],
    "E9023": [
        ("a policy for a group", put("DirectTableReadPolicy/Groups", ["admins"])),
        ("a policy for a role from elsewhere", put("ApiDaxPolicy/Roles", ["Admin"])),
        ("a policy for a role that a parameter names", add("ApiDaxPolicy/Roles", {"Ref": "Stage"})),
        ("a policy for nobody", drop("DirectTableReadPolicy/Roles")),
    ],
    "E9024": [
        ("users are administrators", put("SignedInRole/ManagedPolicyArns", [_ADMIN])),
        ("the function is an administrator", put("ApiRole/ManagedPolicyArns", [_ADMIN])),
        (
            "a managed policy of our own",
            put(
                "Resources/ReadAll",
                {
                    "Type": "AWS::IAM::ManagedPolicy",
                    "Properties": {
                        "Roles": [{"Ref": "ApiRole"}],
                        "PolicyDocument": {"Version": "2012-10-17", "Statement": []},
                    },
                },
            ),
        ),
    ],
    "E9025": [
        ("a user of IAM", put("Resources/Robot", {"Type": "AWS::IAM::User"})),
        (
            "a key that lasts",
            put(
                "Resources/Key",
                {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": "robot"}},
            ),
        ),
    ],
}
