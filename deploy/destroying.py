"""Takes a stage down, and says what it keeps."""

from collections.abc import Callable

from deploy import by_chalice
from deploy.cloud import Cloud, in_words
from deploy.cloudformation.progress import delete, exists, refuse_protected
from deploy.stages import Stage
from deploy.template import RESOURCES, contents
from deploy.words import DeployError, Say


def destroy(
    cloud: Cloud, stage: Stage, say: Say, agreed: Callable[[], str], *, dry_run: bool
) -> None:
    """Delete the app and its resources; what holds people's data stays.

    ``agreed`` returns what the person types, once it has been told what would be deleted.
    """
    say(f"Stage {stage.name}, account {cloud.account}, {cloud.region}.")
    if stage.way == "chalice":
        by_chalice.refuse_elsewheres(cloud, stage)
    here = exists(cloud, stage.stack)
    if not here and not by_chalice.deployed(stage):
        say(f"There is no {stage.stack}: nothing to take down.")
        return
    kept = _kept(cloud, stage) if here else {}
    for line in _announced(stage, kept):
        say(line)
    if dry_run:
        say("Nothing was changed.")
        return
    if agreed().strip() != stage.name:
        raise DeployError("Nothing was taken down: the name was not typed.")
    refuse_protected(cloud, stage.stack)
    if by_chalice.deployed(stage):
        by_chalice.chalice("delete", stage)
    if here:
        delete(cloud, stage.stack, say)
    say(f"{stage.name} is taken down.")
    for name, what in kept.items():
        say(f"  Kept: {name} {what}")


def _announced(stage: Stage, kept: dict[str, str]) -> list[str]:
    lines = [f"This deletes the API, the functions and the stack {stage.stack}: nobody can use it."]
    if kept:
        lines.append("Kept, with all data in them, and to be deleted by hand:")
        lines += [f"  {name} {what}" for name, what in kept.items()]
    return lines


def _kept(cloud: Cloud, stage: Stage) -> dict[str, str]:
    """Return what outlives the stack: logical names, and what they are in the account."""
    resources = contents(RESOURCES)["Resources"]
    retained = {
        name for name, each in resources.items() if "Retain" in str(each.get("DeletionPolicy"))
    }
    kept = {}
    with in_words():
        pages = cloud.cloudformation.get_paginator("list_stack_resources")
        for page in pages.paginate(StackName=stage.stack):
            for each in page["StackResourceSummaries"]:
                if each["LogicalResourceId"] in retained:
                    kept[each["LogicalResourceId"]] = each.get("PhysicalResourceId", "")
    return kept
