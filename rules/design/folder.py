"""The user's own folder in the bucket."""

import re
from collections.abc import Iterator

from rules import roles
from rules.design.bucket import BUCKET
from rules.design.signed_in import FOLDER, LIST, OBJECTS
from rules.rule import Rule
from rules.statements import Statement
from rules.template import Finding, Template

_DOCS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
_TAGS = ["design", "iam", "folder"]


class ObjectsInOwnFolder(Rule):
    id = "E9032"
    shortdesc = "Signed-in users reach objects in their own folder only"
    description = f"Each resource is below {FOLDER} of a bucket of this template."
    source_url = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        below = re.compile(f"({'|'.join(_buckets(template))})/{re.escape(FOLDER)}.*")
        for each in _allowed(template, OBJECTS):
            if not each.resources or not all(map(below.fullmatch, each.resources)):
                yield each.finding(
                    f"opens objects that are not below {FOLDER}, with the slash: those of other "
                    "users, or of one whose sub begins alike."
                )


class ListsOwnFolder(Rule):
    id = "E9033"
    shortdesc = "Signed-in users list their own folder only"
    description = f"{LIST} demands an s3:prefix below {FOLDER}, with StringLike or StringEquals."
    source_url = f"{_DOCS}amazon-s3-policy-keys.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in _allowed(template, {LIST}):
            demands = each.demands
            prefixes = [
                prefix
                for operator in ("StringLike", "StringEquals")
                for prefix in demands.get((operator, "s3:prefix"), [])
            ]
            if not prefixes or not all(prefix.startswith(FOLDER) for prefix in prefixes):
                yield each.finding(
                    f"lists more than {FOLDER} (s3:prefix): everybody's names of files."
                )


class ListsOurBucket(Rule):
    id = "E9034"
    shortdesc = "Signed-in users list a bucket of this template only"
    description = f"{LIST} names the bucket by its Arn."
    source_url = f"{_DOCS}security_iam_service-with-iam.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in _allowed(template, {LIST}):
            if not each.resources or set(each.resources) - set(_buckets(template)):
                yield each.finding("lists something that is no bucket of this template.")


def _allowed(template: Template, actions: set[str]) -> Iterator[Statement]:
    for role in roles.signed_in(template):
        for each in roles.allowed(template, role):
            if actions & set(each.actions):
                yield each


def _buckets(template: Template) -> list[str]:
    return [f"<{bucket.name}.Arn>" for bucket in template.of(BUCKET)]
