"""What a signed-in user may do beyond S3: nothing."""

from tests.permissions.names import ACCOUNT, CLUSTER, LOGS, REGION, TABLE, TOPIC, role_arn
from tests.permissions.people import SUB, USER, USER_BY_DEFAULT
from tests.permissions.requests import Case

_HERE = f"{REGION}:{ACCOUNT}"
_POOL = f"arn:aws:cognito-idp:{_HERE}:userpool/{REGION}_Abc123"
_SECRET = f"arn:aws:secretsmanager:{_HERE}:secret:SigningKey-a1b2c3-d4e5f6"
_FUNCTION = f"arn:aws:lambda:{_HERE}:function:my-todo-list-dev-APIHandler"
_API = f"arn:aws:execute-api:{_HERE}:a1b2c3d4e5/api/GET/todos"
_ROLE = role_arn("ApiRole")
_OWN = {"dynamodb:LeadingKeys": [SUB]}

_CLOSED = [
    ("call the function", "lambda:InvokeFunction", _FUNCTION),
    ("call the function by its address", "lambda:InvokeFunctionUrl", _FUNCTION),
    ("read the function", "lambda:GetFunction", _FUNCTION),
    ("call the API with signed requests", "execute-api:Invoke", _API),
    ("read items from DAX", "dax:GetItem", CLUSTER),
    ("query DAX", "dax:Query", CLUSTER),
    ("write items to DAX", "dax:PutItem", CLUSTER),
    ("list the clusters of DAX", "dax:DescribeClusters", CLUSTER),
    ("look at somebody's account", "cognito-idp:AdminGetUser", _POOL),
    ("create accounts", "cognito-idp:AdminCreateUser", _POOL),
    ("set passwords", "cognito-idp:AdminSetUserPassword", _POOL),
    ("list accounts", "cognito-idp:ListUsers", _POOL),
    ("delete the user pool", "cognito-idp:DeleteUserPool", _POOL),
    ("ask for the key of cursors", "secretsmanager:GetSecretValue", _SECRET),
    ("assume the API's role", "sts:AssumeRole", _ROLE),
    ("pass the API's role on", "iam:PassRole", _ROLE),
    ("read the API's role", "iam:GetRole", _ROLE),
    ("add to the API's role", "iam:PutRolePolicy", _ROLE),
    ("create users", "iam:CreateUser", f"arn:aws:iam::{ACCOUNT}:user/new"),
    ("send alarms", "sns:Publish", TOPIC),
    ("write to the log", "logs:PutLogEvents", f"{LOGS}:log-stream:1"),
    ("read the log", "logs:GetLogEvents", f"{LOGS}:log-stream:1"),
    ("list subnets", "ec2:DescribeSubnets", "*"),
    ("start machines", "ec2:RunInstances", f"arn:aws:ec2:{_HERE}:instance/i-1"),
]

_TABLE_BY_DEFAULT = {
    "dynamodb:GetItem": "read an item of their own",
    "dynamodb:BatchGetItem": "read items of their own",
    "dynamodb:Query": "query their own partition",
    "dynamodb:PutItem": "write an item of their own",
    "dynamodb:DeleteItem": "delete an item of their own",
}

CASES: list[Case] = [
    *(USER.may_not(what, action, resource) for what, action, resource in _CLOSED),
    *(
        USER_BY_DEFAULT.may_not(what, action, TABLE, _OWN)
        for action, what in _TABLE_BY_DEFAULT.items()
    ),
]
