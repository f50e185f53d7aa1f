"""The bucket: private, encrypted, and able to give back what was deleted, for a while."""

from collections.abc import Iterator
from typing import Any

from rules.rule import Rule
from rules.template import Finding, Resource, Template
from rules.values import always, choices, number, texts

BUCKET = "AWS::S3::Bucket"
_DOCS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
_TAGS = ["design", "data", "s3"]
_BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
_ENCRYPTIONS = ("AES256", "aws:kms", "aws:kms:dsse")
_NARROWING = {
    *("Prefix", "TagFilters", "Filter"),
    *("ObjectSizeGreaterThan", "ObjectSizeLessThan"),
}


class NothingIsPublic(Rule):
    id = "E9071"
    shortdesc = "A bucket can't be made public"
    description = "All four blocks of PublicAccessBlockConfiguration are true."
    source_url = f"{_DOCS}access-control-block-public-access.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for bucket in template.of(BUCKET):
            for block in _BLOCKS:
                path = ("PublicAccessBlockConfiguration", block)
                if not bucket.always(*path, among=[True]):
                    yield bucket.finding(f"could be made public by mistake: {block}.", *path)


class NoAccessLists(Rule):
    id = "E9072"
    shortdesc = "A bucket has no access lists"
    description = "ObjectOwnership is BucketOwnerEnforced, and there is no AccessControl."
    source_url = f"{_DOCS}about-object-ownership.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for bucket in template.of(BUCKET):
            rules = bucket.entries("OwnershipControls", "Rules")
            owners = [owner for each in rules for owner in texts(each, "ObjectOwnership")]
            if owners != ["BucketOwnerEnforced"] or bucket.entries("AccessControl"):
                yield bucket.finding(
                    "has access lists: a user could give an object away.", "OwnershipControls"
                )


class BucketIsEncrypted(Rule):
    id = "E9073"
    shortdesc = "A bucket encrypts by default"
    description = "BucketEncryption says with what, so that uploads need no header."
    source_url = f"{_DOCS}bucket-encryption.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for bucket in template.of(BUCKET):
            rules = bucket.entries("BucketEncryption", "ServerSideEncryptionConfiguration")
            path = ("ServerSideEncryptionByDefault", "SSEAlgorithm")
            if not rules or not all(always(each, *path, among=_ENCRYPTIONS) for each in rules):
                yield bucket.finding("says no default encryption.", "BucketEncryption")


class NoKeysOfOthers(Rule):
    id = "E9080"
    shortdesc = "Uploads bring no keys of their own"
    description = "BlockedEncryptionTypes has SSE-C."
    source_url = f"{_DOCS}blocking-unblocking-s3-c-encryption-gpb.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for bucket in template.of(BUCKET):
            for each in bucket.entries("BucketEncryption", "ServerSideEncryptionConfiguration"):
                if "SSE-C" not in texts(each, "BlockedEncryptionTypes", "EncryptionType"):
                    yield bucket.finding(
                        "takes uploads with keys of their own (SSE-C): what a thief overwrites so, "
                        "only the thief can read.",
                        "BucketEncryption",
                    )


class DeletedFilesComeBack(Rule):
    id = "E9074"
    shortdesc = "A bucket keeps what is deleted or overwritten"
    description = "VersioningConfiguration's Status is Enabled."
    source_url = f"{_DOCS}Versioning.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for bucket in template.of(BUCKET):
            if not bucket.always("VersioningConfiguration", "Status", among=["Enabled"]):
                yield bucket.finding(
                    "keeps no versions: what a stolen phone deletes is gone.",
                    "VersioningConfiguration",
                )


class UploadsEnd(Rule):
    id = "E9075"
    shortdesc = "Unfinished uploads are given up"
    description = "A rule for the whole bucket has AbortIncompleteMultipartUpload."
    source_url = f"{_DOCS}mpu-abort-incomplete-mpu-lifecycle-config.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for bucket in template.of(BUCKET):
            path = ("AbortIncompleteMultipartUpload", "DaysAfterInitiation")
            if not any(_ends(each, *path) for each in _lifecycle(bucket)):
                yield bucket.finding(
                    "keeps parts of unfinished uploads: nobody sees them, and somebody pays.",
                    "LifecycleConfiguration",
                )


class OldVersionsEnd(Rule):
    id = "E9076"
    shortdesc = "Old versions expire"
    description = "A rule for the whole bucket has NoncurrentVersionExpiration."
    source_url = f"{_DOCS}lifecycle-configuration-examples.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for bucket in template.of(BUCKET):
            path = ("NoncurrentVersionExpiration", "NoncurrentDays")
            if not any(_ends(each, *path) for each in _lifecycle(bucket)):
                yield bucket.finding(
                    "keeps old versions for ever: also what users wanted to be gone.",
                    "LifecycleConfiguration",
                )


def _ends(rule: object, *path: str) -> bool:
    return all((number(each) or 0) > 0 for each in choices(rule, *path))


def _lifecycle(bucket: Resource) -> Iterator[Any]:
    """Yield the rules that are on, for every object."""
    for each in bucket.entries("LifecycleConfiguration", "Rules"):
        if always(each, "Status", among=["Enabled"]) and not _NARROWING & set(each):
            yield each
