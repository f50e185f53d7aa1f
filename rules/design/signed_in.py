"""What signed-in users may do at all, with the credentials that they are given."""

from collections.abc import Iterator

from rules import roles
from rules.rule import Rule
from rules.template import Finding, Template

FOLDER = "users/${aws:PrincipalTag/sub}/"
"""Where a user's objects are. The slash at its end keeps out who has a longer sub."""
OBJECTS = {
    "s3:AbortMultipartUpload",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:ListMultipartUploadParts",
    "s3:PutObject",
}
LIST = "s3:ListBucket"
_TAGS = ["design", "iam", "folder"]
READS = {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"}


class OnlyWhatAppsNeed(Rule):
    id = "E9031"
    shortdesc = "Signed-in users may use their folder and read their to-dos, and nothing else"
    description = "The actions are named one by one; s3:ListBucketMultipartUploads knows no prefix."
    source_url = (
        "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html"
    )
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for role in roles.signed_in(template):
            for each in roles.allowed(template, role):
                if more := set(each.actions) - OBJECTS - {LIST} - READS:
                    yield each.finding(
                        f"lets every signed-in user do what no folder bounds: {sorted(more)}."
                    )
