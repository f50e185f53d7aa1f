"""Logs, secrets, alarms, and what protects prod."""

from tests.rules.edits import drop, put

_KEY = {"Type": "String", "NoEcho": True, "Default": "hunter2"}
_ASSERTIONS = "Rules/ProdIsProtected/Assertions"

BROKEN = {
    "E9101": [
        ("the function's log is kept for ever", drop("ApiLogs/RetentionInDays")),
        ("a new log is kept for ever", put("Resources/MoreLogs", {"Type": "AWS::Logs::LogGroup"})),
        (
            "a log is kept for ever where DAX is",
            put(
                "ApiAccessLogs/RetentionInDays", {"Fn::If": ["HasDax", {"Ref": "AWS::NoValue"}, 30]}
            ),
        ),
    ],
    "E9102": [
        ("a secret in the template", put("SigningKey/SecretString", "hunter2")),
        ("a secret that nobody generates", drop("SigningKey/GenerateSecretString")),
    ],
    "E9103": [
        ("a secret as a default", put("Parameters/Key", _KEY)),
        ("an old parameter is secret", put("Parameters/AlarmEmail/NoEcho", True)),
    ],
    "E9104": [
        ("an alarm without a word", drop("FailedRequestsAlarm/AlarmDescription")),
        ("an alarm with one word", put("DaxHitRateAlarm/AlarmDescription", "DAX")),
    ],
    "E9105": [
        ("nothing is said about silence", drop("SlowRequestsAlarm/TreatMissingData")),
        ("nothing is said about DAX's silence", drop("DaxHitRateAlarm/TreatMissingData")),
    ],
    "E9106": [
        (
            "alarms of every account",
            drop("AlarmTopicPolicy/PolicyDocument/Statement/OurAlarmsOnly/Condition"),
        ),
        ("anybody", put("AlarmTopicPolicy/PolicyDocument/Statement/OurAlarmsOnly/Principal", "*")),
        (
            "another service",
            put(
                "AlarmTopicPolicy/PolicyDocument/Statement/OurAlarmsOnly/Principal/Service",
                "events.amazonaws.com",
            ),
        ),
    ],
    "E9111": [
        ("prod needs no protection", drop(f"{_ASSERTIONS}/0")),
        ("prod must not be protected", put(f"{_ASSERTIONS}/0/Assert/Fn::Equals/1", "false")),
        (
            "the assertion can't be worked out",
            put(f"{_ASSERTIONS}/0/Assert", {"Fn::EachMemberIn": [["a"], ["a"]]}),
        ),
    ],
    "E9112": [
        ("one node in prod", drop(f"{_ASSERTIONS}/1")),
        ("two nodes in prod", put("Parameters/DaxNodes/AllowedValues", [0, 1, 2, 3])),
        ("any number of nodes in prod", drop("Parameters/DaxNodes/AllowedValues")),
        (
            "three nodes are refused, one isn't",
            put(f"{_ASSERTIONS}/1/Assert/Fn::Not/0/Fn::Equals/1", "3"),
        ),
    ],
}
