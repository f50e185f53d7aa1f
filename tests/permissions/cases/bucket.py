"""The policy at the bucket: nothing goes over the network as plain text, whoever asks."""

from tests.permissions.names import BUCKET
from tests.permissions.people import ADMINISTRATOR, API, SUB, USER, WITHOUT_TLS
from tests.permissions.requests import Case

_FILE = f"{BUCKET}/users/{SUB}/a"
_USES = {
    "s3:GetObject": ("read a file", _FILE),
    "s3:PutObject": ("write a file", _FILE),
    "s3:DeleteObject": ("delete a file", _FILE),
    "s3:ListBucket": ("list files", BUCKET),
}
_PREFIX = {"s3:prefix": f"users/{SUB}/"}


def _without_tls() -> list[Case]:
    return [
        caller.but("without TLS", WITHOUT_TLS).must_not(
            what, action, resource, _PREFIX if action == "s3:ListBucket" else None
        )
        for caller in (USER, API, ADMINISTRATOR)
        for action, (what, resource) in _USES.items()
    ]


_PLAIN = ADMINISTRATOR.but("without TLS", WITHOUT_TLS)

CASES = [
    *_without_tls(),
    _PLAIN.must_not("read a file beside all folders", "s3:GetObject", f"{BUCKET}/a"),
    _PLAIN.must_not("change the bucket's policy", "s3:PutBucketPolicy", BUCKET),
    _PLAIN.must_not("delete the bucket", "s3:DeleteBucket", BUCKET),
    _PLAIN.must_not("give up an upload", "s3:AbortMultipartUpload", _FILE),
    ADMINISTRATOR.may("read a file", "s3:GetObject", _FILE),
    ADMINISTRATOR.may("list files", "s3:ListBucket", BUCKET),
    ADMINISTRATOR.may("delete a version of a file", "s3:DeleteObjectVersion", _FILE),
]
