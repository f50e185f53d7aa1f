"""Rehearses a stage on this machine: the final template, and the very zip, in the AWS emulator.

The emulator's CloudFormation makes everything of the template, its API Gateway checks tokens and
its Lambda runs the package. What it does not know is left out or mended, and said: ``OMITTED``.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform

from deploy.building import Built
from deploy.by_template import ship
from deploy.cloud import Cloud
from deploy.package import for_host
from deploy.resources import outputs_of
from deploy.stages import Asked
from deploy.template import Template
from deploy.words import DeployError, Say
from local import aws
from local.demo import make_demo
from local.emulator import Emulator, start_emulator
from local.provision import Outputs
from local.state import Demo, StateFolder

OMITTED = (
    "the response cache of API Gateway: it has none, and every answer comes from Lambda",
    "compression, throttling and access logs: their settings are kept, and do nothing",
    "DAX and its network: it knows no cluster, so that pages come from the table",
    "alarms never ring, and metric filters count nothing",
    "the processor: native files are this machine's",
)
"""What a rehearsal can't show: the emulator does not do it."""

_PARAMETERS = {"DeletionProtection": "true"}


class _NoPolicies(ManagedPolicyLoader):
    """Knows none of AWS's own policies: the template names none, and IAM is not asked."""

    def __init__(self) -> None:
        """Have no client of IAM."""

    def load(self) -> dict[str, str]:
        """Return nothing."""
        return {}


@contextmanager
def rehearsed(ready: Built, folder: Path, say: Say) -> Iterator[Demo]:
    """Run a stage in an emulator of its own; ``demo.json`` in the folder says where, as ever."""
    state = StateFolder(folder)
    with state.taken() as lock:
        emulator = start_emulator(state, lock)
        try:
            yield _deployed(ready, emulator, state, say)
        finally:
            emulator.stop()


def expanded(template: Template, region: str) -> Template:
    """Return a template as CloudFormation makes it of AWS SAM: by the translator that AWS has."""
    before = os.environ.get("AWS_DEFAULT_REGION")
    os.environ["AWS_DEFAULT_REGION"] = region  # the translator asks the environment only
    try:
        copied = json.loads(json.dumps(template))
        found: Template = transform(copied, {}, _NoPolicies())
    except Exception as error:
        raise DeployError(f"AWS SAM refuses the template: {error}") from error
    finally:
        if before is None:
            del os.environ["AWS_DEFAULT_REGION"]
        else:
            os.environ["AWS_DEFAULT_REGION"] = before
    return found


def _deployed(ready: Built, emulator: Emulator, state: StateFolder, say: Say) -> Demo:
    cloud = Cloud(aws.session(), emulator.url)
    package = for_host(ready.package.zip, state.path / "app.zip")
    here = replace(ready, package=replace(ready.package, zip=package))
    asked = Asked(parameters=_PARAMETERS)
    ship(cloud, here, asked, say, expanded=lambda each: expanded(each, cloud.region))
    outputs = outputs_of(cloud, ready.stage)
    url = f"{emulator.url}/_aws/execute-api/{outputs['RestAPIId']}/{ready.stage.version}"
    return make_demo(aws.cognito(emulator.url), state, Outputs.of(outputs), url, None)
