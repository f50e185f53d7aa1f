"""Watches a stack while CloudFormation works on it, and tells who waits what happens."""

import time
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from deploy.cloud import Cloud, in_words
from deploy.words import DeployError, Say

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

POLL_S = 0.2
_SLOW_POLL_S = 3.0
PLANNED = "REVIEW_IN_PROGRESS"
"""The state of a stack that a change set was made for and that was never made itself."""
_GOOD = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE"})


def delete(cloud: Cloud, stack: str, say: Say) -> None:
    """Delete a stack, and tell each resource that is gone."""
    since = latest_event(cloud, stack)
    with in_words():
        cloud.cloudformation.delete_stack(StackName=stack)
    watch(cloud, stack, since, say)


def exists(cloud: Cloud, stack: str) -> bool:
    """Tell whether there is such a stack."""
    found = described(cloud, stack)
    return found is not None and found["StackStatus"] != PLANNED


def watch(cloud: Cloud, stack: str, since: str | None, say: Say) -> None:
    """Wait for a stack to be done with what it does; ``since`` is the last event before."""
    pause = POLL_S
    while True:
        found = described(cloud, stack)
        for event, line in _news(cloud, stack, since):
            since = event
            say(line)
        if found is None:
            return
        status = found["StackStatus"]
        if not status.endswith("IN_PROGRESS"):
            _refuse_failed(stack, status, found.get("StackStatusReason", ""))
            return
        time.sleep(pause)
        pause = min(pause * 1.3, _SLOW_POLL_S)


def _refuse_failed(stack: str, status: str, reason: str) -> None:
    if status in _GOOD:
        return
    raise DeployError(
        f"{stack} is {status}{': ' + reason if reason else ''}. The lines above say which "
        "resource failed, and why; what was there before is there again."
    )


def _news(cloud: Cloud, stack: str, since: str | None) -> list[tuple[str, str]]:
    """Return what happened after an event, oldest first, by the events' ids."""
    try:
        events = cloud.cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    except ClientError:
        return []  # the stack is gone
    lines = []
    for event in events:
        if event["EventId"] == since:
            break
        status, name = event.get("ResourceStatus", ""), event.get("LogicalResourceId", "")
        why = event.get("ResourceStatusReason", "")
        failed = "FAILED" in status
        if failed or (status.endswith("COMPLETE") and name != stack):
            lines.append((event["EventId"], f"  {status:<16}{name}{': ' + why if failed else ''}"))
    return list(reversed(lines))


def latest_event(cloud: Cloud, stack: str) -> str | None:
    """Return the id of what happened last, if there is such a stack."""
    try:
        events = cloud.cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    except ClientError:
        return None
    return events[0]["EventId"] if events else None


def described(cloud: Cloud, stack: str) -> "StackTypeDef | None":
    """Return what CloudFormation says of a stack, if there is such a one."""
    try:
        with in_words():
            return cloud.cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    except DeployError as error:
        if "does not exist" in str(error):
            return None
        raise


def delete_quietly(cloud: Cloud, stack: str) -> None:
    """Delete a stack in which there is nothing to tell of."""
    with in_words():
        cloud.cloudformation.delete_stack(StackName=stack)
    while (found := described(cloud, stack)) and found["StackStatus"] != "DELETE_COMPLETE":
        if found["StackStatus"].endswith("FAILED"):
            raise DeployError(f"{stack} can't be deleted: {found.get('StackStatusReason')}")
        time.sleep(POLL_S)
