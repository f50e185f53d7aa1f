"""Reading one's own partition of the table."""

from tests.rules.edits import add, drop, put, rename

_READ = "DirectTableReadPolicy/PolicyDocument/Statement/ReadOwnPartition"
_KEYS = f"{_READ}/Condition/ForAllValues:StringEquals"

BROKEN = {
    "E9035": [
        ("any partition", drop(_KEYS)),
        ("partitions that begin alike", rename(_KEYS, "ForAllValues:StringLike")),
        ("a second partition", add(f"{_KEYS}/dynamodb:LeadingKeys", "shared")),
        (
            "the partition of another tag",
            put(f"{_KEYS}/dynamodb:LeadingKeys", ["${aws:PrincipalTag/email}"]),
        ),
        (
            "the partition of any identity",
            put(f"{_KEYS}/dynamodb:LeadingKeys", ["${cognito-identity.amazonaws.com:sub}"]),
        ),
        ("one key of many is enough", rename(_KEYS, "ForAnyValue:StringEquals")),
    ],
    "E9036": [
        ("no key is needed", drop(f"{_READ}/Condition/Null")),
        ("no key may be there", put(f"{_READ}/Condition/Null/dynamodb:LeadingKeys", "true")),
    ],
    "E9037": [
        ("any table", put(f"{_READ}/Resource", "*")),
        (
            "a table from elsewhere",
            add(f"{_READ}/Resource", "arn:aws:dynamodb:eu-west-1:123456789012:table/other"),
        ),
    ],
    "E9038": [
        ("on in every stage", drop("Resources/DirectTableReadPolicy/Condition")),
        (
            "on where nobody protects the stage",
            put(
                "Conditions/HasDirectTableRead",
                {"Fn::Equals": [{"Ref": "DirectTableRead"}, "false"]},
            ),
        ),
        ("on by default", put("Parameters/DirectTableRead/Default", "true")),
        (
            "in the role itself",
            add(
                "SignedInRole/Policies/own-folder/PolicyDocument/Statement",
                {
                    "Effect": "Allow",
                    "Action": "dynamodb:Query",
                    "Resource": {"Fn::GetAtt": "TodoTable.Arn"},
                    "Condition": {
                        "ForAllValues:StringEquals": {
                            "dynamodb:LeadingKeys": "${aws:PrincipalTag/sub}"
                        },
                        "Null": {"dynamodb:LeadingKeys": "false"},
                    },
                },
            ),
        ),
    ],
}
