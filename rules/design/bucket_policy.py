"""A bucket's policy only ever denies."""

from collections.abc import Iterator

from rules.design.bucket import BUCKET
from rules.rule import Rule
from rules.statements import Statement, statements
from rules.template import Finding, Resource, Template

_POLICY = "AWS::S3::BucketPolicy"
_DOCS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
_TAGS = ["design", "s3", "policies"]
_TLS = {("Bool", "aws:securetransport"): ["false"]}
_SSE = "s3:x-amz-server-side-encryption"


class TlsOnly(Rule):
    id = "E9077"
    shortdesc = "A bucket is used over TLS only"
    description = "Its policy denies everything to everybody without it, for bucket and objects."
    source_url = f"{_DOCS}security-best-practices.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        denials = [
            each for policy in template.of(_POLICY) for each in statements(policy) if _is_tls(each)
        ]
        for bucket in template.of(BUCKET):
            if not any(_covers(each, bucket) for each in denials):
                yield bucket.finding(
                    "can be used without TLS: files and signatures are read on the way."
                )


def _is_tls(statement: Statement) -> bool:
    """Tell whether a statement denies all that comes without TLS; a second condition narrows it."""
    everybody = statement.principals == {("AWS", "*")}
    everything = statement.actions in (["s3:*"], ["*"])
    return statement.denies and everybody and everything and statement.demands == _TLS


def _covers(statement: Statement, bucket: Resource) -> bool:
    attached = statement.resource.texts("Bucket") == [f"<{bucket.name}>"]
    arn = f"<{bucket.name}.Arn>"
    return attached and {arn, f"{arn}/*"} <= set(statement.resources)


class NoHeaderIsDemanded(Rule):
    id = "E9078"
    shortdesc = "No upload has to ask for encryption"
    description = f"No statement of a bucket's policy has a condition on {_SSE}."
    source_url = f"{_DOCS}default-bucket-encryption.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for policy in template.of(_POLICY):
            for each in statements(policy):
                if any(key.startswith(_SSE) for _, key in each.demands):
                    yield each.finding(
                        "demands a header of encryption: StringNotEquals is true without one, so "
                        "that plain uploads are refused, though they are encrypted by default."
                    )


class NothingIsGivenAway(Rule):
    id = "E9079"
    shortdesc = "A bucket's policy allows nothing"
    description = "What may be done is said by roles; a bucket's policy only denies."
    source_url = f"{_DOCS}bucket-policies.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for policy in template.of(_POLICY):
            for each in statements(policy):
                if not each.denies:
                    yield each.finding("opens the bucket past the roles, and past their folders.")
