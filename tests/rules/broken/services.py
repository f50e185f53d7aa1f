"""What the function and DAX may do."""

from tests.rules.edits import add, drop, put

_API = "ApiRole/Policies/api/PolicyDocument/Statement"
_TRACES = "ApiTracePolicy/PolicyDocument/Statement/Trace"
_NETWORK = "ApiNetworkPolicy/PolicyDocument/Statement"
_DENY = f"{_NETWORK}/NotFromCode"

BROKEN = {
    "E9091": [
        ("all actions of DynamoDB", put(f"{_API}/ReadAndWriteItems/Action", "dynamodb:*")),
        ("every action that batches", add(f"{_API}/ReadAndWriteItems/Action", "dynamodb:Batch*")),
        ("every Item", add(f"{_API}/ReadAndWriteItems/Action", "dynamodb:???Item")),
    ],
    "E9092": [
        ("every table", put(f"{_API}/ReadAndWriteItems/Resource", "*")),
        (
            "every table of the account",
            put(f"{_API}/QueryViews/Resource", "arn:aws:dynamodb:*:*:table/*"),
        ),
        (
            "every log group",
            put(f"{_API}/WriteLog/Resource", {"Fn::Sub": "arn:aws:logs:${AWS::Region}:*:*"}),
        ),
        (
            "more than the network, on everything",
            add(f"{_NETWORK}/JoinNetwork/Action", "ec2:RunInstances"),
        ),
        ("traces are read", add(f"{_TRACES}/Action", "xray:GetTraceSummaries")),
        (
            "a table of a name",
            add(
                f"{_API}/QueryViews/Resource",
                {"Fn::Sub": "arn:aws:dynamodb:eu-west-1:1:table/${Stage}"},
            ),
        ),
        (
            "DAX reads every table",
            put("DaxRole/Policies/read-table/PolicyDocument/Statement/ReadItems/Resource", "*"),
        ),
    ],
    "E9093": [
        ("nothing is denied to code", drop(_DENY)),
        ("one action is denied to code", put(f"{_DENY}/Action", "ec2:CreateNetworkInterface")),
        (
            "denied to everything but code",
            put(f"{_DENY}/Condition/Null/lambda:SourceFunctionArn", "true"),
        ),
        (
            "denied to some code",
            put(f"{_DENY}/Condition/StringEquals", {"aws:RequestedRegion": "eu-west-1"}),
        ),
        (
            "denied for one interface",
            put(f"{_DENY}/Resource", "arn:aws:ec2:*:*:network-interface/eni-1"),
        ),
        (
            "joined by the role itself, without the Deny",
            add(_API, {"Effect": "Allow", "Action": "ec2:DescribeSubnets", "Resource": "*"}),
        ),
    ],
    "E9094": [
        ("a subnet that waits for nothing", drop("Resources/SubnetB/DependsOn")),
        ("a subnet that waits for another policy", put("Resources/SubnetA/DependsOn", "ApiRole")),
    ],
}
