"""Makes one template of resources.yaml, of what Chalice says of the app, and of api.yaml."""

import json
from pathlib import Path
from typing import Any

from chalice.package import TemplateDeepMerger
from yaml import YAMLError

from deploy.guard.api import FUNCTION
from deploy.stages import PROJECT, Stage
from deploy.words import DeployError
from templates.read import read

RESOURCES, API = PROJECT / "resources.yaml", PROJECT / "api.yaml"

Template = dict[str, Any]
"""A CloudFormation template with functions in their long forms."""

_PARTS = ("Parameters", "Rules", "Conditions", "Resources", "Outputs")
LONGEST_BYTES = 1_000_000
"""The longest template that CloudFormation takes from a bucket."""


def final(sam: Path, stage: Stage, package: str) -> Template:
    """Return the template of a whole stage.

    ``sam`` is what ``chalice package`` has written; ``package`` names the zip, as a path beside
    the template or as an address in S3.
    """
    app = json.loads(sam.read_text())
    described, api = contents(RESOURCES), contents(API)
    merged: Template = TemplateDeepMerger().merge(api, app)
    _refuse_names_taken_twice(described, merged)
    joined = {part: {**described.get(part, {}), **merged.get(part, {})} for part in _PARTS}
    template = {
        "AWSTemplateFormatVersion": described["AWSTemplateFormatVersion"],
        "Transform": app["Transform"],
        "Description": "MyTodoList: a whole stage. Made of resources.yaml, api.yaml and the app.",
        **{part: entries for part, entries in joined.items() if entries},
    }
    template["Parameters"]["Stage"]["Default"] = stage.name
    resources = template["Resources"]
    for function in functions_of(template):
        function["CodeUri"] = package
    # The alarms read the access log, so they and its format stand in one file.
    log = resources["RestAPI"]["Properties"]["AccessLogSetting"]
    log["Format"] = template["Outputs"]["AccessLogFormat"]["Value"]
    return template


def functions_of(template: Template) -> list[Template]:
    """Return the properties of each function: all run the same package."""
    resources = template["Resources"].values()
    return [each["Properties"] for each in resources if each["Type"] == FUNCTION]


def contents(path: Path) -> Template:
    """Return what one of the files says."""
    try:
        return read(path)
    except (OSError, YAMLError) as error:
        raise DeployError(f"{path.name} can't be read: {error}") from error


def text(template: Template) -> str:
    """Return a template as JSON: the same bytes for the same template."""
    written = json.dumps(template, indent=1, ensure_ascii=False) + "\n"
    if len(written.encode()) > LONGEST_BYTES:
        raise DeployError(f"The template has more than {LONGEST_BYTES} bytes.")
    return written


def _refuse_names_taken_twice(one: Template, other: Template) -> None:
    """Raise for a name that two files give: the one would silently replace the other."""
    for part in _PARTS:
        twice = set(one.get(part, {})) & set(other.get(part, {}))
        if twice:
            raise DeployError(
                f"{part} of resources.yaml and of the app share names: {', '.join(sorted(twice))}."
            )
