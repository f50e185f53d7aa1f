"""Finds out what a template would change in a stack, and has it changed."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from deploy.cloud import Cloud, in_words
from deploy.cloudformation.progress import (
    PLANNED,
    delete_quietly,
    described,
    latest_event,
    pauses,
    watch,
)
from deploy.words import DeployError, Say

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import (
        ChangeTypeDef,
        CreateChangeSetInputTypeDef,
        ParameterTypeDef,
        StackTypeDef,
    )

_CHANGE_SET = "mytodolist"
_NOTHING = ("didn't contain changes", "No updates are to be performed")


@dataclass(frozen=True, slots=True)
class Source:
    """A template as CloudFormation is given it."""

    body: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What would be done to a stack."""

    stack: str
    creates: bool
    changes: tuple["ChangeTypeDef", ...]

    def lines(self) -> Iterator[str]:
        """Tell each change, what is replaced most of all."""
        for change in self.changes:
            said = change.get("ResourceChange", {})
            replaced = said.get("Replacement") == "True" and said.get("Action") == "Modify"
            verb = "Replace" if replaced else str(said.get("Action"))
            yield f"  {verb:<8}{said.get('LogicalResourceId')} ({said.get('ResourceType')})"


def prepare(
    cloud: Cloud, stack: str, source: Source, parameters: Mapping[str, str], names: set[str]
) -> ChangeSet | None:
    """Have CloudFormation find out what it would do; ``None`` if there is nothing to do.

    ``parameters`` are those that are given now. Others of ``names``, which are all that the
    template has, keep the values that they had, or take the template's own.
    """
    found = described(cloud, stack)
    _refuse_unready(stack, found)
    if found and found["StackStatus"] == "ROLLBACK_COMPLETE":
        raise DeployError(
            f"{stack} could not be made the last time, and what is left of it is an empty shell: "
            "look at its events, then delete it (aws cloudformation delete-stack --stack-name "
            f"{stack}), and deploy again."
        )
    creates = found is None or found["StackStatus"] == PLANNED
    had = set() if found is None or creates else _names(found)
    request: CreateChangeSetInputTypeDef = {
        "StackName": stack,
        "ChangeSetName": _CHANGE_SET,
        "ChangeSetType": "CREATE" if creates else "UPDATE",
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        "Parameters": _values(parameters, names, had),
    }
    if source.url:
        request["TemplateURL"] = source.url
    else:
        request["TemplateBody"] = source.body or ""
    with in_words():
        _discard(cloud, stack)
        cloud.cloudformation.create_change_set(**request)
    return _prepared(cloud, stack, creates=creates)


def carry_out(
    cloud: Cloud, stack: str, changes: ChangeSet | None, say: Say, *, only_tell: bool
) -> None:
    """Tell what changes, and have it done unless it is only to be told."""
    if changes is None:
        say(f"{stack} is as its template says.")
        return
    say(f"{stack}:")
    for line in changes.lines():
        say(line)
    if only_tell:
        _forget(cloud, stack, creates=changes.creates)
    else:
        _execute(cloud, changes, say)


def _execute(cloud: Cloud, changes: ChangeSet, say: Say) -> None:
    """Have it done, and tell each resource that is finished."""
    since = latest_event(cloud, changes.stack)
    with in_words():
        cloud.cloudformation.execute_change_set(StackName=changes.stack, ChangeSetName=_CHANGE_SET)
    try:
        watch(cloud, changes.stack, since, say)
    except KeyboardInterrupt:
        undo = "delete-stack" if changes.creates else "cancel-update-stack"
        raise DeployError(
            f"Stopped watching; CloudFormation goes on with {changes.stack}. The same command "
            f"again tells when it has ended. To undo: aws cloudformation {undo} "
            f"--stack-name {changes.stack}"
        ) from None


def _forget(cloud: Cloud, stack: str, *, creates: bool) -> None:
    """Forget what was only to be looked at, and the shell of a stack that never was."""
    with in_words():
        if creates:
            delete_quietly(cloud, stack)
        else:
            _discard(cloud, stack)


def _prepared(cloud: Cloud, stack: str, *, creates: bool) -> ChangeSet | None:
    for pause in pauses():
        with in_words():
            found = cloud.cloudformation.describe_change_set(
                StackName=stack, ChangeSetName=_CHANGE_SET
            )
        status: str = found["Status"]
        if status == "CREATE_COMPLETE":
            break
        if status == "FAILED":
            reason = found.get("StatusReason", "no reason given")
            _forget(cloud, stack, creates=creates)
            if any(words in reason for words in _NOTHING):
                return None
            raise DeployError(f"CloudFormation refuses the template: {reason}")
        time.sleep(pause)
    changes = list(found["Changes"])
    while found.get("NextToken"):
        with in_words():
            found = cloud.cloudformation.describe_change_set(
                StackName=stack, ChangeSetName=_CHANGE_SET, NextToken=found["NextToken"]
            )
        changes += found["Changes"]
    return ChangeSet(stack, creates, tuple(changes))


def _refuse_unready(stack: str, found: "StackTypeDef | None") -> None:
    status: str = found["StackStatus"] if found else "CREATE_COMPLETE"
    if status.endswith("IN_PROGRESS") and status != PLANNED:
        raise DeployError(f"Somebody is changing {stack} ({status}): try again when that is done.")
    if status.endswith("FAILED"):
        raise DeployError(
            f"{stack} is {status}, which CloudFormation can't go on from by itself. Look at its "
            "events in the console; continue-update-rollback or delete-stack is the way out."
        )


def _names(stack: "StackTypeDef") -> set[str]:
    return {each["ParameterKey"] for each in stack.get("Parameters", [])}


def _values(given: Mapping[str, str], names: set[str], had: set[str]) -> "list[ParameterTypeDef]":
    unknown = sorted(set(given) - names)
    if unknown:
        raise DeployError(
            f"The template has no parameter {', '.join(unknown)}. "
            f"It has {', '.join(sorted(names))}."
        )
    values: list[ParameterTypeDef] = [
        {"ParameterKey": name, "ParameterValue": value} for name, value in given.items()
    ]
    kept: list[ParameterTypeDef] = [
        {"ParameterKey": name, "UsePreviousValue": True}
        for name in sorted((names & had) - set(given))
    ]
    return values + kept


def _discard(cloud: Cloud, stack: str) -> None:
    """Forget a change set, whether or not there is one."""
    try:
        cloud.cloudformation.delete_change_set(StackName=stack, ChangeSetName=_CHANGE_SET)
    except ClientError as error:
        if "NotFound" not in str(error) and "does not exist" not in str(error):
            raise
