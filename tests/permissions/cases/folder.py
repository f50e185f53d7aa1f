"""A signed-in user's own folder, and everything beside it."""

from itertools import chain

from tests.permissions.names import BUCKET, FOREIGN_BUCKET
from tests.permissions.people import (
    LONGER,
    LONGER_USER,
    OTHER,
    PREFIXED,
    SHORTER,
    SHOUTED_USER,
    SUB,
    UNNAMED,
    UNTAGGED,
    USER,
    USER_BY_DEFAULT,
)
from tests.permissions.requests import Case

_USES = {
    "s3:GetObject": "read",
    "s3:PutObject": "write",
    "s3:DeleteObject": "delete",
    "s3:AbortMultipartUpload": "give up an upload of",
    "s3:ListMultipartUploadParts": "list an upload's parts of",
}

_CLOSED_EVEN_ON_OWN = {
    "s3:GetObjectVersion": "read an old version of",
    "s3:DeleteObjectVersion": "delete a version of",
    "s3:GetObjectAcl": "read the ACL of",
    "s3:PutObjectAcl": "write the ACL of",
    "s3:GetObjectTagging": "read tags of",
    "s3:PutObjectTagging": "tag",
    "s3:DeleteObjectTagging": "remove the tags of",
    "s3:PutObjectRetention": "lock",
    "s3:PutObjectLegalHold": "put a hold on",
    "s3:BypassGovernanceRetention": "unlock",
    "s3:RestoreObject": "fetch from an archive",
    "s3:ReplicateObject": "replicate",
    "s3:ListObjectAnnotations": "list annotations of",
    "s3:ObjectOwnerOverrideToBucketOwner": "change the owner of",
}

_CLOSED_BUCKET = {
    "s3:ListBucketVersions": "list old versions of everybody's",
    "s3:ListBucketMultipartUploads": "list unfinished uploads of everybody's",
    "s3:GetBucketLocation": "ask for the bucket's region",
    "s3:GetBucketPolicy": "read the bucket's policy",
    "s3:PutBucketPolicy": "write the bucket's policy",
    "s3:DeleteBucketPolicy": "delete the bucket's policy",
    "s3:GetBucketVersioning": "ask whether versions are kept",
    "s3:PutBucketVersioning": "stop versions from being kept",
    "s3:PutLifecycleConfiguration": "change when versions go",
    "s3:PutBucketCORS": "change who may ask from a browser",
    "s3:PutBucketPublicAccessBlock": "open the bucket to the public",
    "s3:DeleteBucket": "delete the bucket",
}


def _of(sub: str, key: str = "todos/1/photo.jpg") -> str:
    return f"{BUCKET}/users/{sub}/{key}"


def _own() -> list[Case]:
    return [
        caller.may(f"{what} a file of their own", action, _of(SUB))
        for caller in (USER, USER_BY_DEFAULT)
        for action, what in _USES.items()
    ]


def _others() -> list[Case]:
    cases = [
        (
            USER.may_not(f"{what} another's file", action, _of(OTHER)),
            USER.may_not(f"{what} a file of an id that begins like theirs", action, _of(LONGER)),
            LONGER_USER.may_not(f"{what} the file of that one", action, _of(SUB)),
            USER.may_not(f"{what} a file beside all folders", action, f"{BUCKET}/users/photo.jpg"),
            USER.may_not(f"{what} a file in the bucket's root", action, f"{BUCKET}/photo.jpg"),
            UNTAGGED.may_not(f"{what} anybody's file", action, _of(SUB)),
            UNNAMED.may_not(f"{what} anybody's file", action, _of(SUB)),
        )
        for action, what in _USES.items()
    ]
    return list(chain.from_iterable(cases))


def _odd_keys() -> list[Case]:
    read, write = "s3:GetObject", "s3:PutObject"
    return [
        USER.may("write a key with two slashes below their folder", write, _of(SUB, "/a")),
        # A key is a text to S3: two dots lead nowhere.
        USER.may("write a key with dots below their folder", write, _of(SUB, f"../{OTHER}/a")),
        USER.may("write the key that is their folder's name", write, _of(SUB, "")),
        USER.may("read a key with signs in it", read, _of(SUB, "Größe & ${} [1].jpg")),
        USER.may_not("come to their folder by dots", read, f"{BUCKET}/users/{OTHER}/../{SUB}/a"),
        USER.may_not("write a key with two slashes before", write, f"{BUCKET}/users//{SUB}/a"),
        USER.may_not("write a key that begins with a slash", write, f"{BUCKET}//users/{SUB}/a"),
        USER.may_not("write their folder's name without slash", write, f"{BUCKET}/users/{SUB}"),
        USER.may_not("read a shorter id's file", read, _of(SHORTER)),
        USER.may_not("read a file of an id that ends like theirs", read, _of(PREFIXED)),
        USER.may_not("read a file in a folder in capitals", read, f"{BUCKET}/Users/{SUB}/a"),
        USER.may_not("read a file of their id in capitals", read, _of(SUB.upper())),
        SHOUTED_USER.may_not("read that id's file", read, _of(SUB)),
        USER.may_not(
            "read a folder of another's that is called like theirs",
            read,
            _of(OTHER, f"users/{SUB}/a"),
        ),
        USER.may_not("read a file in a folder beside", read, f"{BUCKET}/old-users/{SUB}/a"),
        UNTAGGED.may_not(
            "read below the variable's own name", read, _of("${aws:PrincipalTag/sub}")
        ),
    ]


def _elsewhere() -> list[Case]:
    return [
        USER.may_not(f"{what} the same key in {where}", action, f"{bucket}/users/{SUB}/a")
        for where, bucket in {
            "another bucket of ours": "arn:aws:s3:::my-todo-list-prod-filesbucket",
            "a bucket whose name begins like ours": f"{BUCKET}-copy",
            "a bucket whose name ends like ours": BUCKET.replace(":::", ":::copy-of-"),
            "another account's open bucket": FOREIGN_BUCKET,
        }.items()
        for action, what in _USES.items()
    ]


def _closed() -> list[Case]:
    return [
        *(
            USER.may_not(f"{what} a file of their own", action, _of(SUB))
            for action, what in _CLOSED_EVEN_ON_OWN.items()
        ),
        *(USER.may_not(what, action, BUCKET) for action, what in _CLOSED_BUCKET.items()),
        USER.may_not("list all buckets", "s3:ListAllMyBuckets", "*"),
        USER.may_not("create a bucket", "s3:CreateBucket", "arn:aws:s3:::a-new-bucket"),
    ]


CASES = [*_own(), *_others(), *_odd_keys(), *_elsewhere(), *_closed()]
