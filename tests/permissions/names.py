"""What the template's resources might be called once they are deployed."""

from tests.support.tables import table_definition

ACCOUNT = "123456789012"
OTHER_ACCOUNT = "210987654321"
REGION = "eu-west-1"
OTHER_REGION = "eu-north-1"

POOL = f"{REGION}:5e3c7d1a-2f64-4b0e-9c58-7a1d3e9b6f20"
BUCKET = "arn:aws:s3:::my-todo-list-dev-filesbucket-1qx2w3e4r5t6"
FOREIGN_BUCKET = "arn:aws:s3:::anothers-bucket"
"""The other account's: a bucket's ARN doesn't say whose it is."""
TABLE = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/my-todo-list-dev-TodoTable-1QX2W3E4R5T6"
LOGS = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:my-todo-list-dev-ApiLogs-1QX2W3E4R5T6"
JOB_LOGS = LOGS.replace("ApiLogs", "JobLogs")
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:my-todo-list-dev-AlarmTopic-1QX2W3E4R5T6"
CLUSTER = f"arn:aws:dax:{REGION}:{ACCOUNT}:cache/my-todo-list-dev-1qx2w"
_ROLES = {
    name: f"my-todo-list-dev-{name}-1QX2W3E4R5T6" for name in ("SignedInRole", "ApiRole", "DaxRole")
}

INDEXES = tuple(index["IndexName"] for index in table_definition()["LocalSecondaryIndexes"])

OTHER_TABLES = {
    "another table": f"{TABLE.partition('/')[0]}/my-todo-list-prod-TodoTable",
    "a table whose name begins alike": f"{TABLE}-copy",
    "a table whose name ends alike": TABLE.replace("table/", "table/copy-of-"),
    "a table in another region": TABLE.replace(REGION, OTHER_REGION),
    "another account's open table": TABLE.replace(ACCOUNT, OTHER_ACCOUNT),
}
"""Tables that nobody of ours has business with."""

REFERENCES = {
    "AWS::AccountId": ACCOUNT,
    "IdentityPool": POOL,
    "FilesBucket": BUCKET.rpartition(":")[2],
    "AlarmTopic": TOPIC,
    **_ROLES,
}
"""What Ref returns, by resource."""

ATTRIBUTES = {
    "FilesBucket.Arn": BUCKET,
    "TodoTable.Arn": TABLE,
    "ApiLogs.Arn": f"{LOGS}:*",
    "JobLogs.Arn": f"{JOB_LOGS}:*",
    "DaxCluster.Arn": CLUSTER,
}
"""What GetAtt returns. A log group's ARN ends like this in CloudFormation, and only there."""


def role_arn(role: str) -> str:
    """Return the ARN of a role of the template."""
    return f"arn:aws:iam::{ACCOUNT}:role/{_ROLES[role]}"


def session_arn(role: str, session: str) -> str:
    """Return who somebody is who has assumed a role of the template."""
    return f"arn:aws:sts::{ACCOUNT}:assumed-role/{_ROLES[role]}/{session}"
