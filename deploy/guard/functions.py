"""What may call the functions: the API the one, a schedule of each minute the other."""

from collections.abc import Iterator

from deploy.guard.api import FUNCTION, Template

OF_THE_API, OF_JOBS = "APIHandler", "RunJobs"
_HANDLERS = {OF_THE_API: "app.app", OF_JOBS: "app.run_jobs"}
_ROLE = {"Fn::GetAtt": ["ApiRole", "Arn"]}
_RATE = "rate(1 minute)"
_TIMEOUT_S = 60
"""Of a run: it begins steps for 45 seconds (``app.JOBS_WITHIN_S``), and has to end the last."""

_PARTS = frozenset({"Type", "Properties", "Metadata"})
_PROPERTIES = frozenset(
    {
        *("Architectures", "CodeUri", "Environment", "FunctionName", "Handler", "LoggingConfig"),
        *("MemorySize", "Role", "Runtime", "Tags", "Timeout", "Tracing", "VpcConfig"),
    }
)
"""What is said of a function, and opens it to nobody."""
_REPETITION = frozenset({"MaximumEventAgeInSeconds", "MaximumRetryAttempts"})


def functions(template: Template) -> Iterator[str]:
    """Find functions that others than these two may call, or that nobody calls in time."""
    resources = template.get("Resources", {})
    found = {name: each for name, each in resources.items() if each.get("Type") == FUNCTION}
    for name in sorted(set(found) - set(_HANDLERS)):
        yield f"{name} is a function that nothing here knows."
    for name in _HANDLERS:
        if name not in found:
            yield f"There is no function {name}."
            continue
        properties = found[name].get("Properties", {})
        yield from _as_it_is_known(name, found[name], properties)
        if name == OF_JOBS:
            yield from _of_jobs(properties)
        elif "Events" in properties:
            yield f"{name} has Events: another way in."


def _as_it_is_known(name: str, resource: Template, properties: Template) -> Iterator[str]:
    for part in sorted(set(resource) - _PARTS):
        yield f"{name} has {part}: it may not be there, or not as it was checked."
    if properties.get("Handler") != _HANDLERS[name]:
        yield f"{name} runs {properties.get('Handler')}, and not {_HANDLERS[name]}."
    if properties.get("Role") != _ROLE:
        yield f"{name} has another role than ApiRole, whose rights are proven."
    if "FunctionUrlConfig" in properties:
        yield f"{name} has FunctionUrlConfig: another way in."
    if "ReservedConcurrentExecutions" in properties:
        yield (
            f"{name} reserves concurrency: an account with little refuses that, and with 0 "
            "nothing runs."
        )
    known = {*_PROPERTIES, "Events", "FunctionUrlConfig", "ReservedConcurrentExecutions"}
    if name == OF_JOBS:
        known.add("EventInvokeConfig")
    for each in sorted(set(properties) - known):
        yield f"{name} has {each}, and nothing here looks at what that does."


def _of_jobs(properties: Template) -> Iterator[str]:
    if properties.get("Timeout") != _TIMEOUT_S:
        yield f"{OF_JOBS} is ended after {properties.get('Timeout')} s, and not after {_TIMEOUT_S}."
    for each in sorted(set(properties.get("EventInvokeConfig", {})) - _REPETITION):
        yield f"{OF_JOBS} has EventInvokeConfig.{each}: what a run answers would go elsewhere."
    events: Template = properties.get("Events", {})
    schedules = {name: e for name, e in events.items() if e.get("Type") == "Schedule"}
    for name in sorted(set(events) - set(schedules)):
        yield f"{OF_JOBS} has the event {name} ({events[name].get('Type')}): another way in."
    if len(schedules) != 1:
        yield f"{OF_JOBS} has {len(schedules)} schedules, and not one."
    for schedule in schedules.values():
        said = schedule.get("Properties", {})
        if said.get("Schedule") != _RATE:
            yield f"{OF_JOBS} runs at {said.get('Schedule')}, and not at {_RATE}."
        for each in sorted(set(said) - {"Schedule"}):
            yield f"The schedule of {OF_JOBS} has {each}: it may be off, or send something else."
