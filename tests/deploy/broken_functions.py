"""Ways in which others than the API and the schedule could call a function, or nobody would.

Each is one edit, in words, with the one sentence that the guard has for it.
"""

from tests.deploy.broken_templates import Broken
from tests.rules.edits import drop, put

_SCHEDULE = "RunJobs/Events/RunJobsEvent/Properties"
_JOBS = {"Ref": "RunJobs"}
_ARN = {"Fn::GetAtt": ["RunJobs", "Arn"]}


def _permission(**changed: object) -> dict[str, object]:
    """Return the API's permission to call its function, but for some properties."""
    source = {"Fn::Sub": ["${Api}/*", {"Api": {"Ref": "RestAPI"}}]}
    properties = {
        "FunctionName": {"Ref": "APIHandler"},
        "Action": "lambda:InvokeFunction",
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": source,
    }
    return {"Type": "AWS::Lambda::Permission", "Properties": properties | changed}


FUNCTIONS: list[Broken] = [
    # The schedule.
    ("no schedule", drop("RunJobs/Events"), "has 0 schedules"),
    ("an empty list of events", put("RunJobs/Events", {}), "has 0 schedules"),
    ("each hour", put(f"{_SCHEDULE}/Schedule", "rate(1 hour)"), "runs at rate(1 hour)"),
    ("each second minute", put(f"{_SCHEDULE}/Schedule", "rate(2 minutes)"), "rate(2 minutes)"),
    ("by the clock", put(f"{_SCHEDULE}/Schedule", "cron(* * * * ? *)"), "runs at cron"),
    ("by a parameter", put(f"{_SCHEDULE}/Schedule", {"Ref": "Rate"}), "runs at {'Ref': 'Rate'}"),
    ("switched off", put(f"{_SCHEDULE}/Enabled", value=False), "has Enabled"),
    ("off by its state", put(f"{_SCHEDULE}/State", "DISABLED"), "has State"),
    ("with words of its own", put(f"{_SCHEDULE}/Input", "{}"), "has Input"),
    ("on behalf of a role", put(f"{_SCHEDULE}/RoleArn", "arn:a:role"), "has RoleArn"),
    (
        "two schedules",
        put(
            "RunJobs/Events/Again",
            {"Type": "Schedule", "Properties": {"Schedule": "rate(1 minute)"}},
        ),
        "has 2 schedules",
    ),
    # Other events.
    (
        "a queue",
        put("RunJobs/Events/Queue", {"Type": "SQS", "Properties": {"Queue": "arn:a:queue"}}),
        "the event Queue (SQS): another way in",
    ),
    (
        "a route of another API",
        put("RunJobs/Events/Route", {"Type": "HttpApi", "Properties": {"Path": "/jobs"}}),
        "the event Route (HttpApi): another way in",
    ),
    (
        "another kind of schedule",
        put("RunJobs/Events/Later", {"Type": "ScheduleV2", "Properties": {}}),
        "the event Later (ScheduleV2)",
    ),
    (
        "the API's function has the same schedule",
        put("APIHandler/Events", {"Each": {"Type": "Schedule", "Properties": {}}}),
        "APIHandler has Events: another way in",
    ),
    ("a URL of jobs", put("RunJobs/FunctionUrlConfig", {"AuthType": "NONE"}), "FunctionUrlConfig"),
    (
        "a rule beside it",
        put("Resources/Rule", {"Type": "AWS::Events::Rule", "Properties": {"Targets": [_ARN]}}),
        "Rule (AWS::Events::Rule) may be another way in",
    ),
    (
        "a scheduler beside it",
        put("Resources/Other", {"Type": "AWS::Scheduler::Schedule", "Properties": {}}),
        "Other (AWS::Scheduler::Schedule) may be another way in",
    ),
    (
        "a stream beside it",
        put("Resources/Other", {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {}}),
        "Other (AWS::Lambda::EventSourceMapping) may be another way in",
    ),
    # Who may call.
    (
        "the API calls jobs",
        put("Resources/More", _permission(FunctionName=_JOBS)),
        "More lets the API do more than call its own function",
    ),
    (
        "the API calls jobs by their ARN",
        put("Resources/More", _permission(FunctionName=_ARN)),
        "More lets the API do more than call its own function",
    ),
    (
        "the API may do anything with its function",
        put("APIHandlerInvokePermission/Action", "lambda:*"),
        "lets the API do more than call its own function",
    ),
    (
        "any rule calls jobs",
        put("Resources/More", _permission(FunctionName=_JOBS, Principal="events.amazonaws.com")),
        "More lets others than the API call the function",
    ),
    (
        "another account calls jobs",
        put("Resources/More", _permission(FunctionName=_JOBS, Principal="210987654321")),
        "More lets others than the API call the function",
    ),
    # What runs, and how.
    ("the API runs in jobs", put("RunJobs/Handler", "app.app"), "RunJobs runs app.app"),
    ("jobs run in the API", put("APIHandler/Handler", "app.run_jobs"), "APIHandler runs app.run_"),
    ("something else runs", put("RunJobs/Handler", "jobs.handler"), "RunJobs runs jobs.handler"),
    ("too little time", put("RunJobs/Timeout", 28), "ended after 28 s"),
    ("too much time", put("RunJobs/Timeout", 900), "ended after 900 s"),
    ("Lambda's own time", drop("RunJobs/Timeout"), "ended after None s"),
    ("one at a time", put("RunJobs/ReservedConcurrentExecutions", 1), "reserves concurrency"),
    ("none at a time", put("RunJobs/ReservedConcurrentExecutions", 0), "reserves concurrency"),
    ("another role", put("RunJobs/Role", {"Fn::GetAtt": ["DaxRole", "Arn"]}), "another role"),
    ("code of others", put("RunJobs/Layers", ["arn:a:layer"]), "RunJobs has Layers"),
    ("rights of its own", put("RunJobs/Policies", ["AmazonS3FullAccess"]), "RunJobs has Policies"),
    (
        "what a run answers goes elsewhere",
        put("RunJobs/EventInvokeConfig/DestinationConfig", {"OnSuccess": {}}),
        "EventInvokeConfig.DestinationConfig",
    ),
    # Which there are.
    ("no function for jobs", drop("Resources/RunJobs"), "There is no function RunJobs"),
    ("jobs in some stages only", put("Resources/RunJobs/Condition", "HasDax"), "has Condition"),
    (
        "a third function",
        put("Resources/Other", {"Type": "AWS::Serverless::Function", "Properties": {}}),
        "Other is a function that nothing here knows",
    ),
]
"""Edits of the template."""
