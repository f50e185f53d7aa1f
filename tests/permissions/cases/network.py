"""DAX and the network it is in: what the API, Lambda and DAX may do there."""

from itertools import chain

from tests.permissions.names import (
    ACCOUNT,
    CLUSTER,
    INDEXES,
    OTHER_ACCOUNT,
    OTHER_REGION,
    OTHER_TABLES,
    REGION,
    TABLE,
)
from tests.permissions.people import API, API_BY_DEFAULT, DAX, LAMBDA, LAMBDA_BY_DEFAULT
from tests.permissions.requests import Case

_EC2 = f"arn:aws:ec2:{REGION}:{ACCOUNT}"
_INTERFACE = f"{_EC2}:network-interface/eni-1"
_JOINING = [
    ("create an interface", "ec2:CreateNetworkInterface", _INTERFACE),
    ("create an interface in a subnet", "ec2:CreateNetworkInterface", f"{_EC2}:subnet/subnet-1"),
    ("delete an interface", "ec2:DeleteNetworkInterface", _INTERFACE),
    ("give an interface an address", "ec2:AssignPrivateIpAddresses", _INTERFACE),
    ("take an address away", "ec2:UnassignPrivateIpAddresses", _INTERFACE),
    ("list interfaces", "ec2:DescribeNetworkInterfaces", "*"),
    ("list subnets", "ec2:DescribeSubnets", "*"),
]
_CLOSED = [
    ("start machines", "ec2:RunInstances", f"{_EC2}:instance/i-1"),
    ("create subnets", "ec2:CreateSubnet", f"{_EC2}:subnet/subnet-1"),
    ("delete subnets", "ec2:DeleteSubnet", f"{_EC2}:subnet/subnet-1"),
    ("open ports", "ec2:AuthorizeSecurityGroupIngress", f"{_EC2}:security-group/sg-1"),
    ("assign an address of version 6", "ec2:AssignIpv6Addresses", _INTERFACE),
    ("take an address of version 6 away", "ec2:UnassignIpv6Addresses", _INTERFACE),
    ("give away an interface", "ec2:CreateNetworkInterfacePermission", _INTERFACE),
    ("take an interface back", "ec2:DeleteNetworkInterfacePermission", _INTERFACE),
    ("write rules of a network", "ec2:CreateNetworkAclEntry", f"{_EC2}:network-acl/acl-1"),
    ("delete rules of a network", "ec2:DeleteNetworkAcl", f"{_EC2}:network-acl/acl-1"),
    ("give a gateway an address", "ec2:AssignPrivateNatGatewayAddress", f"{_EC2}:natgateway/nat-1"),
    ("take a gateway's away", "ec2:UnassignPrivateNatGatewayAddress", f"{_EC2}:natgateway/nat-1"),
    ("list rules of networks", "ec2:DescribeNetworkAcls", "*"),
    ("list machines", "ec2:DescribeInstances", "*"),
]


def _joining() -> list[Case]:
    cases = [
        (
            LAMBDA.may(what, action, resource),
            LAMBDA_BY_DEFAULT.may_not(what, action, resource),
            API.must_not(what, action, resource),
            API_BY_DEFAULT.may_not(what, action, resource),
        )
        for what, action, resource in _JOINING
    ]
    return [
        *chain.from_iterable(cases),
        *(LAMBDA.may_not(what, action, resource) for what, action, resource in _CLOSED),
        *(API.must_not(what, action, resource) for what, action, resource in _CLOSED),
    ]


_READS = {"dax:GetItem": "read an item from DAX", "dax:Query": "query DAX"}
_DAX_CLOSED = {
    "dax:BatchGetItem": "read many items from DAX at once",
    "dax:Scan": "scan through DAX",
    "dax:PutItem": "write an item through DAX",
    "dax:UpdateItem": "change an item through DAX",
    "dax:DeleteItem": "delete an item through DAX",
    "dax:BatchWriteItem": "write items through DAX",
    "dax:ConditionCheckItem": "check an item through DAX",
    "dax:DescribeClusters": "describe the cluster",
    "dax:RebootNode": "restart a node",
    "dax:DeleteCluster": "delete the cluster",
}


def _through_dax() -> list[Case]:
    places = {
        "of another cluster": f"{CLUSTER}2",
        "in another region": CLUSTER.replace(REGION, OTHER_REGION),
        "in another account that is open": CLUSTER.replace(ACCOUNT, OTHER_ACCOUNT),
        "of a cluster whose name ends alike": CLUSTER.replace("cache/", "cache/x-"),
        "of a cluster that is not there": f"{CLUSTER.partition('/')[0]}/other",
    }
    return [
        *(API.may(what, action, CLUSTER) for action, what in _READS.items()),
        *(API_BY_DEFAULT.may_not(what, action, CLUSTER) for action, what in _READS.items()),
        *(API.may_not(what, action, CLUSTER) for action, what in _DAX_CLOSED.items()),
        *(
            API.may_not(f"{what} {where}", action, cluster)
            for where, cluster in places.items()
            for action, what in _READS.items()
        ),
    ]


_DAX_READS = {
    "dynamodb:DescribeTable": "describe",
    "dynamodb:GetItem": "read an item of",
    "dynamodb:Query": "query",
}
_NOT_BY_DAX = {
    "dynamodb:BatchGetItem": "read many items of the table at once",
    "dynamodb:Scan": "scan the table",
    "dynamodb:PutItem": "write an item",
    "dynamodb:UpdateItem": "change an item",
    "dynamodb:DeleteItem": "delete an item",
    "dynamodb:BatchWriteItem": "write items",
    "dynamodb:ConditionCheckItem": "check an item",
    "dynamodb:DescribeTimeToLive": "ask when items go",
    "dynamodb:DescribeTableReplicaAutoScaling": "ask how it scales",
    "dynamodb:GetResourcePolicy": "read the table's policy",
    "dynamodb:PartiQLSelect": "select by PartiQL",
    "dynamodb:DeleteTable": "delete the table",
    "dynamodb:UpdateTable": "change the table",
}


def _by_dax() -> list[Case]:
    return [
        *(DAX.may(f"{what} the table", action, TABLE) for action, what in _DAX_READS.items()),
        *(DAX.may(f"query {name}", "dynamodb:Query", f"{TABLE}/index/{name}") for name in INDEXES),
        *(DAX.may_not(what, action, TABLE) for action, what in _NOT_BY_DAX.items()),
        DAX.may_not("scan a view", "dynamodb:Scan", f"{TABLE}/index/agenda"),
        *(
            DAX.may_not(f"{what} {where}", action, table)
            for where, table in OTHER_TABLES.items()
            for action, what in _DAX_READS.items()
        ),
        *(
            DAX.may_not(f"query a view of {where}", "dynamodb:Query", f"{table}/index/agenda")
            for where, table in OTHER_TABLES.items()
        ),
    ]


CASES = [*_joining(), *_through_dax(), *_by_dax()]
