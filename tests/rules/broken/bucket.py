"""The bucket and its policy."""

from typing import Any

from tests.rules.edits import add, drop, put

_ENCRYPTION = "FilesBucket/BucketEncryption/ServerSideEncryptionConfiguration/0"
_RULES = "FilesBucket/LifecycleConfiguration/Rules"
_POLICY = "FilesBucketPolicy/PolicyDocument/Statement"
_TLS = f"{_POLICY}/TlsOnly"
_SSE = "s3:x-amz-server-side-encryption"
_BLOCKS = "FilesBucket/PublicAccessBlockConfiguration"


def _denied_unless(condition: dict[str, Any]) -> dict[str, Any]:
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": {"Fn::Sub": "${FilesBucket.Arn}/*"},
        "Condition": condition,
    }


BROKEN = {
    "E9071": [
        *(
            (f"{block} is off", put(f"{_BLOCKS}/{block}", False))
            for block in (
                "BlockPublicAcls",
                "BlockPublicPolicy",
                "IgnorePublicAcls",
                "RestrictPublicBuckets",
            )
        ),
        ("nothing is blocked", drop(_BLOCKS)),
    ],
    "E9072": [
        ("access lists, as they were", drop("FilesBucket/OwnershipControls")),
        (
            "who uploads owns",
            put("FilesBucket/OwnershipControls/Rules/0/ObjectOwnership", "ObjectWriter"),
        ),
        ("public by an access list", put("FilesBucket/AccessControl", "PublicRead")),
    ],
    "E9073": [
        ("nothing is said about encryption", drop("FilesBucket/BucketEncryption")),
        (
            "no algorithm",
            drop(
                "FilesBucket/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault"
            ),
        ),
    ],
    "E9080": [
        ("keys of others are taken", drop(f"{_ENCRYPTION}/BlockedEncryptionTypes")),
        ("none is blocked", put(f"{_ENCRYPTION}/BlockedEncryptionTypes/EncryptionType", ["NONE"])),
    ],
    "E9074": [
        ("no versions", drop("FilesBucket/VersioningConfiguration")),
        ("no versions any more", put("FilesBucket/VersioningConfiguration/Status", "Suspended")),
    ],
    "E9075": [
        ("unfinished uploads stay", drop(f"{_RULES}/unfinished-uploads")),
        ("the rule is off", put(f"{_RULES}/unfinished-uploads/Status", "Disabled")),
        ("unfinished uploads of some stay", put(f"{_RULES}/unfinished-uploads/Prefix", "tmp/")),
    ],
    "E9076": [
        ("old versions stay", drop(f"{_RULES}/old-versions")),
        ("the rule on versions is off", put(f"{_RULES}/old-versions/Status", "Disabled")),
        (
            "old versions with a tag go",
            put(f"{_RULES}/old-versions/TagFilters", [{"Key": "a", "Value": "b"}]),
        ),
    ],
    "E9077": [
        ("no policy", drop("Resources/FilesBucketPolicy")),
        ("some actions only", put(f"{_TLS}/Action", "s3:GetObject")),
        ("objects only", put(f"{_TLS}/Resource", {"Fn::Sub": "${FilesBucket.Arn}/*"})),
        ("the bucket only", put(f"{_TLS}/Resource", {"Fn::GetAtt": "FilesBucket.Arn"})),
        ("with TLS it is refused", put(f"{_TLS}/Condition/Bool/aws:SecureTransport", "true")),
        (
            "only from some addresses",
            put(f"{_TLS}/Condition/IpAddress", {"aws:SourceIp": "10.0.0.0/8"}),
        ),
        ("only for one account", put(f"{_TLS}/Principal", {"AWS": "123456789012"})),
        ("a policy of another bucket", put("FilesBucketPolicy/Bucket", "other")),
        ("no condition can be read", put(f"{_TLS}/Condition", {"Ref": "AWS::NoValue"})),
        (
            "a second bucket without a policy",
            put(
                "FilesBucketPolicy/Bucket", {"Fn::If": ["HasDax", {"Ref": "FilesBucket"}, "other"]}
            ),
        ),
    ],
    "E9078": [
        (
            "an upload has to name an algorithm",
            add(_POLICY, _denied_unless({"StringNotEquals": {_SSE: "AES256"}})),
        ),
        (
            "an upload has to have the header",
            add(_POLICY, _denied_unless({"Null": {_SSE: "true"}})),
        ),
        (
            "an upload has to name a key",
            add(_POLICY, _denied_unless({"StringNotLike": {f"{_SSE}-aws-kms-key-id": "arn:*"}})),
        ),
    ],
    "E9079": [
        (
            "everybody reads",
            add(
                _POLICY,
                {
                    "Effect": "Allow",
                    "Principal": "*",
                    "Action": "s3:GetObject",
                    "Resource": {"Fn::Sub": "${FilesBucket.Arn}/*"},
                },
            ),
        ),
        (
            "the users' role, past its folder",
            add(
                _POLICY,
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": {"Fn::GetAtt": "SignedInRole.Arn"}},
                    "Action": "s3:GetObject",
                    "Resource": {"Fn::Sub": "${FilesBucket.Arn}/*"},
                },
            ),
        ),
    ],
}
