"""Who may take a role."""

from tests.rules.edits import add, drop, put, rename

_USERS = "SignedInRole/AssumeRolePolicyDocument/Statement/SignedInToOurPool"
_LAMBDA = "ApiRole/AssumeRolePolicyDocument/Statement/0"
_AUD = "cognito-identity.amazonaws.com:aud"
_AMR = "cognito-identity.amazonaws.com:amr"

BROKEN = {
    "E9011": [
        ("no tag can be set", put(f"{_USERS}/Action", "sts:AssumeRoleWithWebIdentity")),
        ("any action of STS", put(f"{_USERS}/Action", "sts:*")),
        ("the role may be taken with AWS keys, too", add(f"{_USERS}/Action", "sts:AssumeRole")),
        ("somebody else may take it, too", put(f"{_USERS}/Principal/AWS", "123456789012")),
        (
            "another statement lets an account in",
            add(
                "SignedInRole/AssumeRolePolicyDocument/Statement",
                {
                    "Effect": "Allow",
                    "Principal": {"Federated": "accounts.google.com"},
                    "Action": "sts:AssumeRoleWithWebIdentity",
                    "Condition": {
                        "StringEquals": {_AUD: {"Ref": "IdentityPool"}},
                        "ForAnyValue:StringLike": {_AMR: "authenticated"},
                    },
                },
            ),
        ),
    ],
    "E9012": [
        ("any identity pool", drop(f"{_USERS}/Condition/StringEquals")),
        (
            "identity pools that begin alike",
            rename(f"{_USERS}/Condition/StringEquals", "StringLike"),
        ),
        (
            "a pool from elsewhere",
            put(f"{_USERS}/Condition/StringEquals/{_AUD}", "eu-west-1:other"),
        ),
        ("a second pool", add(f"{_USERS}/Condition/StringEquals/{_AUD}", "eu-west-1:other")),
        (
            "any identity pool where nobody says one",
            rename(f"{_USERS}/Condition/StringEquals", "StringEqualsIfExists"),
        ),
        (
            "any identity pool where DAX is",
            put(
                f"{_USERS}/Condition/StringEquals/{_AUD}",
                {"Fn::If": ["HasDax", {"Ref": "AWS::NoValue"}, {"Ref": "IdentityPool"}]},
            ),
        ),
    ],
    "E9013": [
        ("guests take the role", drop(f"{_USERS}/Condition/ForAnyValue:StringLike")),
        (
            "amr unauthenticated",
            put(f"{_USERS}/Condition/ForAnyValue:StringLike/{_AMR}", "unauthenticated"),
        ),
        (
            "amr with a wildcard",
            put(f"{_USERS}/Condition/ForAnyValue:StringLike/{_AMR}", "*authenticated"),
        ),
        (
            "amr of all values, which is true of none",
            rename(f"{_USERS}/Condition/ForAnyValue:StringLike", "ForAllValues:StringLike"),
        ),
    ],
    "E9014": [
        (
            "another account takes the function's role",
            put(f"{_LAMBDA}/Principal/AWS", "123456789012"),
        ),
        ("anybody takes the function's role", put(f"{_LAMBDA}/Principal/AWS", "*")),
        ("a parameter says which service", put(f"{_LAMBDA}/Principal/Service", {"Ref": "Stage"})),
        (
            "DAX's role is taken by a person",
            put(
                "DaxRole/AssumeRolePolicyDocument/Statement/0/Principal/AWS",
                "arn:aws:iam::123456789012:root",
            ),
        ),
    ],
}
