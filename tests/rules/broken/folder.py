"""The user's own folder."""

from tests.rules.edits import add, drop, put, rename

_STATEMENTS = "SignedInRole/Policies/own-folder/PolicyDocument/Statement"
_LIST = f"{_STATEMENTS}/ListOwnFolder"
_USE = f"{_STATEMENTS}/UseOwnFolder"
_MORE = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}],
}
_ROLE = {"Ref": "SignedInRole"}


def _policy(kind: str, **roles: object) -> dict[str, object]:
    properties = {"PolicyName": "more", "PolicyDocument": _MORE, **roles}
    return {"Type": f"AWS::IAM::{kind}", "Properties": properties}


def _objects(path: str) -> dict[str, str]:
    return {"Fn::Sub": f"${{FilesBucket.Arn}}{path}"}


BROKEN = {
    "E9031": [
        ("all actions of S3", put(f"{_USE}/Action", "s3:*")),
        ("versions, too", add(f"{_USE}/Action", "s3:GetObjectVersion")),
        ("access lists of objects", add(f"{_USE}/Action", "s3:PutObjectAcl")),
        ("every Get", add(f"{_USE}/Action", "s3:Get*")),
        ("everybody's unfinished uploads", add(f"{_LIST}/Action", "s3:ListBucketMultipartUploads")),
        ("the function, directly", add(f"{_USE}/Action", "lambda:InvokeFunction")),
        ("DAX", add(f"{_USE}/Action", "dax:GetItem")),
        (
            "a policy apart, for another service",
            put("Resources/More", _policy("Policy", Roles=[_ROLE])),
        ),
        (
            "a policy apart, of the newer kind",
            put("Resources/More", _policy("RolePolicy", RoleName=_ROLE)),
        ),
        (
            "scanning the table",
            add(
                "DirectTableReadPolicy/PolicyDocument/Statement/ReadOwnPartition/Action",
                "dynamodb:Scan",
            ),
        ),
        (
            "writing the table",
            add(
                "DirectTableReadPolicy/PolicyDocument/Statement/ReadOwnPartition/Action",
                "dynamodb:PutItem",
            ),
        ),
        (
            "everything where DAX is",
            add(
                _STATEMENTS,
                {
                    "Fn::If": [
                        "HasDax",
                        {"Effect": "Allow", "Action": "*", "Resource": "*"},
                        {"Ref": "AWS::NoValue"},
                    ]
                },
            ),
        ),
    ],
    "E9032": [
        ("everybody's folders", put(f"{_USE}/Resource", _objects("/users/*"))),
        ("the whole bucket", put(f"{_USE}/Resource", _objects("/*"))),
        ("a second resource: the whole bucket", add(f"{_USE}/Resource", _objects("/*"))),
        (
            "no slash behind the tag",
            put(f"{_USE}/Resource", _objects("/users/${!aws:PrincipalTag/sub}*")),
        ),
        ("another tag", put(f"{_USE}/Resource", _objects("/users/${!aws:PrincipalTag/email}/*"))),
        (
            "a star before the folder",
            put(f"{_USE}/Resource", _objects("/*/users/${!aws:PrincipalTag/sub}/*")),
        ),
        (
            "a bucket from elsewhere",
            put(f"{_USE}/Resource", "arn:aws:s3:::other/users/${aws:PrincipalTag/sub}/*"),
        ),
        ("any bucket", put(f"{_USE}/Resource", "arn:aws:s3:::*/users/${aws:PrincipalTag/sub}/*")),
        (
            "everybody's folders where DAX is",
            put(
                f"{_USE}/Resource",
                {"Fn::If": ["HasDax", "*", _objects("/users/${!aws:PrincipalTag/sub}/*")]},
            ),
        ),
    ],
    "E9033": [
        ("no prefix", drop(f"{_LIST}/Condition")),
        ("everybody's prefix", put(f"{_LIST}/Condition/StringLike/s3:prefix", "users/*")),
        (
            "a prefix without its slash",
            put(f"{_LIST}/Condition/StringLike/s3:prefix", "users/${aws:PrincipalTag/sub}*"),
        ),
        ("a second prefix: everything", add(f"{_LIST}/Condition/StringLike/s3:prefix", "*")),
        ("any prefix but one", rename(f"{_LIST}/Condition/StringLike", "StringNotLike")),
        (
            "a prefix only where there is one",
            rename(f"{_LIST}/Condition/StringLike", "StringLikeIfExists"),
        ),
        (
            "all prefixes of none",
            rename(f"{_LIST}/Condition/StringLike", "ForAllValues:StringLike"),
        ),
    ],
    "E9034": [
        ("any bucket", put(f"{_LIST}/Resource", "*")),
        ("a second bucket, from elsewhere", add(f"{_LIST}/Resource", "arn:aws:s3:::other")),
    ],
}
