"""The settings of functions that Chalice can't make, and how one is called by hand."""

import json
from typing import Any

from deploy.cloud import Cloud, in_words, is_missing
from deploy.guard.api import Template
from deploy.words import DeployError, Say


def set_log(cloud: Cloud, function: str, group: str, say: Say) -> None:
    """Have a function write its log into a group of the stack, as JSON."""
    with in_words():
        found = cloud.functions.get_function_configuration(FunctionName=function)
        if found.get("LoggingConfig", {}).get("LogGroup") == group:
            return
        cloud.functions.update_function_configuration(
            FunctionName=function, LoggingConfig={"LogFormat": "JSON", "LogGroup": group}
        )
    say(f"Lambda: logs of {function} go to {group}, as JSON.")


def set_repetition(cloud: Cloud, function: str, properties: Template, say: Say) -> None:
    """Have Lambda repeat a run that failed, and keep one for later, as api.yaml says."""
    wanted: dict[str, int] = properties["EventInvokeConfig"]
    if _repetition(cloud, function) == wanted:
        return
    with in_words():
        cloud.functions.put_function_event_invoke_config(
            FunctionName=function,
            MaximumRetryAttempts=wanted["MaximumRetryAttempts"],
            MaximumEventAgeInSeconds=wanted["MaximumEventAgeInSeconds"],
        )
    say(f"Lambda: a run of {function} is not repeated, the next one does what it has left.")


def _repetition(cloud: Cloud, function: str) -> dict[str, int]:
    try:
        with in_words():
            found = cloud.functions.get_function_event_invoke_config(FunctionName=function)
    except DeployError as error:
        if is_missing(error):
            return {}
        raise
    return {
        "MaximumRetryAttempts": found["MaximumRetryAttempts"],
        "MaximumEventAgeInSeconds": found["MaximumEventAgeInSeconds"],
    }


def called(cloud: Cloud, function: str, event: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """Call a function, and return what it answers; raise with what it says if it fails."""
    with in_words():
        answer = cloud.functions.invoke(FunctionName=function, Payload=json.dumps(event).encode())
        said = answer["Payload"].read().decode()
    if answer.get("FunctionError"):
        raise DeployError(f"{function} failed: {said}")
    return json.loads(said)
