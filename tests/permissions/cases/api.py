"""What the functions may do, the API's and that of jobs: use the table, and write their logs."""

from itertools import chain

from tests.permissions.names import (
    ACCOUNT,
    BUCKET,
    FOREIGN_BUCKET,
    INDEXES,
    JOB_LOGS,
    LOGS,
    OTHER_ACCOUNT,
    OTHER_REGION,
    OTHER_TABLES,
    REGION,
    TABLE,
    TOPIC,
    role_arn,
)
from tests.permissions.people import API, API_BY_DEFAULT, SUB
from tests.permissions.requests import Case

_ITEMS = {
    "dynamodb:BatchGetItem": "read items",
    "dynamodb:ConditionCheckItem": "check an item",
    "dynamodb:DeleteItem": "delete an item",
    "dynamodb:GetItem": "read an item",
    "dynamodb:PutItem": "write an item",
    "dynamodb:Query": "query",
    "dynamodb:UpdateItem": "change an item",
}
_CLOSED = {
    "dynamodb:Scan": "scan the table",
    "dynamodb:BatchWriteItem": "write past transactions",
    "dynamodb:PartiQLSelect": "select by PartiQL",
    "dynamodb:PartiQLDelete": "delete by PartiQL",
    "dynamodb:DescribeTable": "describe the table",
    "dynamodb:UpdateTable": "change the table",
    "dynamodb:UpdateTimeToLive": "change when items go",
    "dynamodb:DeleteTable": "delete the table",
    "dynamodb:PutResourcePolicy": "open the table to others",
    "dynamodb:DeleteResourcePolicy": "delete the table's policy",
    "dynamodb:GetResourcePolicy": "read the table's policy",
    "dynamodb:CreateBackup": "copy the table",
}
_HERE = f"{REGION}:{ACCOUNT}"
_BEYOND = [
    ("read a user's file", "s3:GetObject", f"{BUCKET}/users/{SUB}/a"),
    ("write a user's file", "s3:PutObject", f"{BUCKET}/users/{SUB}/a"),
    ("list users' files", "s3:ListBucket", BUCKET),
    ("write to another account's open bucket", "s3:PutObject", f"{FOREIGN_BUCKET}/a"),
    (
        "ask for a secret",
        "secretsmanager:GetSecretValue",
        f"arn:aws:secretsmanager:{_HERE}:secret:a",
    ),
    ("look at an account", "cognito-idp:AdminGetUser", f"arn:aws:cognito-idp:{_HERE}:userpool/a"),
    ("call a function", "lambda:InvokeFunction", f"arn:aws:lambda:{_HERE}:function:other"),
    ("send alarms", "sns:Publish", TOPIC),
    ("pass its role on", "iam:PassRole", role_arn("ApiRole")),
    ("list tables", "dynamodb:ListTables", "*"),
]


def _views(table: str, where: str) -> list[Case]:
    return [
        API.may_not(f"query a view of {where}", "dynamodb:Query", f"{table}/index/agenda"),
        API.may_not(f"scan a view of {where}", "dynamodb:Scan", f"{table}/index/agenda"),
    ]


def _logs(whose: str, log: str) -> list[Case]:
    stream, other = f"{log}:log-stream:1", f"{log}-other:log-stream:1"
    group = f"{log}:log-stream:"
    """As AWS names a group in its own refusals, too."""
    alike = stream.replace("log-group:", "log-group:copy-of-")
    elsewhere = stream.replace(REGION, OTHER_REGION)
    foreign = stream.replace(ACCOUNT, OTHER_ACCOUNT)
    return [
        API.may(f"begin {whose} log", "logs:CreateLogStream", stream),
        API.may(f"write {whose} log", "logs:PutLogEvents", stream),
        API.may_not(f"begin a log whose name begins like {whose}", "logs:CreateLogStream", other),
        API.may_not(f"write a log whose name begins like {whose}", "logs:PutLogEvents", other),
        API.may_not(f"begin a log whose name ends like {whose}", "logs:CreateLogStream", alike),
        API.may_not(f"write a log whose name ends like {whose}", "logs:PutLogEvents", alike),
        API.may_not(f"begin {whose} log in another region", "logs:CreateLogStream", elsewhere),
        API.may_not(f"write {whose} log in another region", "logs:PutLogEvents", elsewhere),
        API.may_not(
            f"write another account's open log, named like {whose}", "logs:PutLogEvents", foreign
        ),
        API.may_not(f"read {whose} log", "logs:GetLogEvents", stream),
        API.may_not(f"delete {whose} log", "logs:DeleteLogStream", stream),
        API.may_not(f"create {whose} group of logs", "logs:CreateLogGroup", group),
        API.may_not(f"protect {whose} log", "logs:PutLogGroupDeletionProtection", group),
        API.may_not(f"change how long {whose} log is kept", "logs:PutRetentionPolicy", group),
    ]


def _traces() -> list[Case]:
    return [
        API.may("write traces", "xray:PutTraceSegments", "*"),
        API.may("write counts of traces", "xray:PutTelemetryRecords", "*"),
        API.may_not("read traces", "xray:GetTraceSummaries", "*"),
        API.may_not("read a trace", "xray:BatchGetTraces", "*"),
        API.may_not("say how traces are encrypted", "xray:PutEncryptionConfig", "*"),
        API.may_not("let others see traces", "xray:PutResourcePolicy", "*"),
    ]


CASES = [
    *(
        caller.may(f"{what} in the table", action, TABLE)
        for caller in (API, API_BY_DEFAULT)
        for action, what in _ITEMS.items()
    ),
    *(API.may(f"query {name}", "dynamodb:Query", f"{TABLE}/index/{name}") for name in INDEXES),
    *(API.may_not(what, action, TABLE) for action, what in _CLOSED.items()),
    *(
        API.may_not(f"{what} in {where}", action, table)
        for where, table in OTHER_TABLES.items()
        for action, what in _ITEMS.items()
    ),
    *chain.from_iterable(_views(table, where) for where, table in OTHER_TABLES.items()),
    API.may_not("scan a view", "dynamodb:Scan", f"{TABLE}/index/agenda"),
    API.may_not("select from a view by PartiQL", "dynamodb:PartiQLSelect", f"{TABLE}/index/board"),
    *(API.may_not(what, action, resource) for what, action, resource in _BEYOND),
    *_logs("its", LOGS),
    *_logs("the jobs'", JOB_LOGS),
    *_traces(),
]
