"""The topic of the alarms: CloudWatch writes to it, for this account."""

from tests.permissions.names import ACCOUNT, OTHER_ACCOUNT, TOPIC
from tests.permissions.people import ADMINISTRATOR, WITHOUT_TLS, service
from tests.permissions.requests import Case

_PUBLISH = "sns:Publish"
_ALARMS = "cloudwatch.amazonaws.com"
_OURS = {"aws:SourceAccount": ACCOUNT}
_CLOUDWATCH = service(_ALARMS).but("for this account", _OURS)

CASES: list[Case] = [
    _CLOUDWATCH.may("send alarms", _PUBLISH, TOPIC),
    _CLOUDWATCH.but("without TLS", WITHOUT_TLS).must_not("send alarms", _PUBLISH, TOPIC),
    _CLOUDWATCH.may_not("subscribe to alarms", "sns:Subscribe", TOPIC),
    _CLOUDWATCH.may_not("change who may send alarms", "sns:AddPermission", TOPIC),
    service(_ALARMS)
    .but("for another account", {"aws:SourceAccount": OTHER_ACCOUNT})
    .may_not("send alarms", _PUBLISH, TOPIC),
    service(_ALARMS)
    .but("for an account whose number begins alike", {"aws:SourceAccount": f"{ACCOUNT}0"})
    .may_not("send alarms", _PUBLISH, TOPIC),
    service(_ALARMS)
    .but("for an account whose number ends alike", {"aws:SourceAccount": f"0{ACCOUNT}"})
    .may_not("send alarms", _PUBLISH, TOPIC),
    service(_ALARMS).may_not("send alarms without saying for whom", _PUBLISH, TOPIC),
    service("events.amazonaws.com")
    .but("for this account", _OURS)
    .may_not("send alarms", _PUBLISH, TOPIC),
    service("s3.amazonaws.com")
    .but("for this account", _OURS)
    .may_not("send alarms", _PUBLISH, TOPIC),
    ADMINISTRATOR.may("send alarms", _PUBLISH, TOPIC),
    ADMINISTRATOR.but("without TLS", WITHOUT_TLS).must_not("send alarms", _PUBLISH, TOPIC),
]
