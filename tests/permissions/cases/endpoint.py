"""The way from the network to the table: to ours, and to no other, whoever goes there."""

from dataclasses import replace

from tests.permissions.names import INDEXES, OTHER_TABLES, TABLE
from tests.permissions.people import ADMINISTRATOR, API
from tests.permissions.requests import Case
from tests.permissions.stacks import EVERYTHING

_ENDPOINT = EVERYTHING.named("TableEndpoint")
_API = replace(API, who="the API, in the network,", endpoint=_ENDPOINT)
_ADMINISTRATOR = replace(ADMINISTRATOR, who="an administrator, in the network,", endpoint=_ENDPOINT)
_USES = ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:DescribeTable")
CASES: list[Case] = [
    _API.may("write an item", "dynamodb:PutItem", TABLE),
    *(_API.may(f"query {name}", "dynamodb:Query", f"{TABLE}/index/{name}") for name in INDEXES),
    *(_ADMINISTRATOR.may(f"ask the table for {action}", action, TABLE) for action in _USES),
    *(
        _ADMINISTRATOR.may_not(f"ask {where} for {action}", action, table)
        for where, table in OTHER_TABLES.items()
        for action in _USES
    ),
    *(
        _ADMINISTRATOR.may_not(
            f"query a view of {where}", "dynamodb:Query", f"{table}/index/agenda"
        )
        for where, table in OTHER_TABLES.items()
    ),
    _ADMINISTRATOR.may_not("list tables", "dynamodb:ListTables", "*"),
    _ADMINISTRATOR.may_not("read a stream", "dynamodb:GetRecords", f"{TABLE}/stream/1"),
]
