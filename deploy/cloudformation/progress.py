"""Watches a stack while CloudFormation works on it, and tells who waits what happens."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from deploy.cloud import Cloud, in_words
from deploy.words import DeployError, Say

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

_POLL_S = 0.2
_SLOW_POLL_S = 3.0
_MOST_LOST = 5
"""How often in a row AWS may not answer before nobody waits any longer."""
PLANNED = "REVIEW_IN_PROGRESS"
"""The state of a stack that a change set was made for and that was never made itself."""
_BACK = frozenset({"UPDATE_ROLLBACK_COMPLETE"})
_GOOD = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE"})


def delete(cloud: Cloud, stack: str, say: Say) -> None:
    """Delete a stack, and tell each resource that is gone."""
    since = latest_event(cloud, stack)
    with in_words():
        cloud.cloudformation.delete_stack(StackName=stack)
    try:
        watch(cloud, stack, since, say)
    except KeyboardInterrupt:
        raise DeployError(
            f"Stopped watching; CloudFormation goes on deleting {stack}. The same command again "
            "tells when it has ended."
        ) from None


def pauses() -> Iterator[float]:
    """Return how long to wait before one looks again, without end: shortly at first."""
    pause = _POLL_S
    while True:
        yield pause
        pause = min(pause * 1.3, _SLOW_POLL_S)


def refuse_protected(cloud: Cloud, stack: str) -> None:
    """Refuse to begin with what AWS would refuse half-way."""
    found = described(cloud, stack)
    if found and found.get("EnableTerminationProtection"):
        raise DeployError(
            f"{stack} is protected: aws cloudformation update-termination-protection "
            f"--no-enable-termination-protection --stack-name {stack}"
        )


def exists(cloud: Cloud, stack: str) -> bool:
    """Tell whether there is such a stack."""
    found = described(cloud, stack)
    return found is not None and found["StackStatus"] != PLANNED


def watch(cloud: Cloud, stack: str, since: str | None, say: Say) -> None:
    """Wait for a stack to be done with what it does; ``since`` is the last event before."""
    lost = 0
    for pause in pauses():
        try:
            found, lost = described(cloud, stack), 0
        except DeployError as error:
            lost += 1
            if lost > _MOST_LOST:
                raise DeployError(
                    f"{error} CloudFormation goes on with {stack}; the same command again tells "
                    "when it has ended."
                ) from error
            time.sleep(pause)
            continue
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


def _refuse_failed(stack: str, status: str, reason: str) -> None:
    if status in _GOOD:
        return
    after = "what was there before is there again" if status in _BACK else "see its events"
    raise DeployError(
        f"{stack} is {status}{': ' + reason if reason else ''}. The lines above say which "
        f"resource failed, and why; {after}."
    )


def _news(cloud: Cloud, stack: str, since: str | None) -> list[tuple[str, str]]:
    """Return what happened after an event, oldest first, by the events' ids."""
    try:
        events = cloud.cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    except (ClientError, BotoCoreError):
        return []  # the stack is gone, or the network for a moment
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
    except (ClientError, BotoCoreError):
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
        time.sleep(_SLOW_POLL_S / 3)
