"""Builds what is shipped: the zip and the one template, and refuses a template that could leak."""

import json
from dataclasses import dataclass
from pathlib import Path

from deploy.guard import refuse_leaks
from deploy.package import Package, build
from deploy.stages import PROJECT, Stage
from deploy.template import Template, final, functions_of, text
from deploy.words import DeployError, Say

BUILD = Path("build")
"""Where a build goes, below the folder in which the command was given."""
CONTRACT = PROJECT / "chalicelib" / "web" / "openapi.json"


@dataclass(frozen=True, slots=True)
class Built:
    """A stage, ready to be shipped."""

    stage: Stage
    package: Package
    template: Path


def built(stage: Stage, say: Say, folder: Path = BUILD) -> Built:
    """Build a stage into a folder: ``app.zip`` and ``template.json``, which names the zip."""
    if stage.way != "template":
        raise DeployError(
            f"The stage {stage.name} is deployed by Chalice, from the sources: "
            f"make deploy STAGE={stage.name}"
        )
    say(f"Packaging the app for {stage.name} (half a minute) …")
    return templated(stage, build(stage.name, folder), folder)


def templated(stage: Stage, package: Package, folder: Path) -> Built:
    """Write the template of a package into a folder."""
    template = checked(final(package.sam, stage, package.zip.name))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "template.json"
    path.write_text(text(template))
    return Built(stage, package, path)


def with_package(ready: Built, bucket: str, key: str) -> Template:
    """Return the template with the package's place in S3 instead of the file's name."""
    template: Template = json.loads(ready.template.read_text())
    for function in functions_of(template):
        function["CodeUri"] = {"Bucket": bucket, "Key": key}
    return template


def checked(template: Template) -> Template:
    """Return a template that breaks no rule of the guard."""
    refuse_leaks(template, json.loads(CONTRACT.read_text()))
    return template
