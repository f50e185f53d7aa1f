"""The stages of ``.chalice/config.json``, and how each is deployed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from deploy.words import DeployError

PROJECT = Path(__file__).parents[1]
CONFIG = PROJECT / ".chalice" / "config.json"

Way = Literal["chalice", "template"]
"""``chalice`` is two steps, for development: the resources, then ``chalice deploy``. ``template``
is one CloudFormation template with everything. A stage has one way: two would make two APIs."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage that is deployed."""

    name: str
    app: str
    version: str
    """The name of its stage in API Gateway, which is the version in every URL."""
    way: Way

    @property
    def stack(self) -> str:
        """The name of its stack in CloudFormation."""
        return f"{self.app}-{self.name}"

    @property
    def jobs(self) -> str:
        """The name of the function that works off jobs; the alarm of resources.yaml has it, too."""
        return f"{self.stack}-run_jobs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person at the terminal wants of a deployment."""

    parameters: Mapping[str, str]
    """Of the template. Others keep the values that they have."""
    dry_run: bool = False
    """Only say what would happen."""
    bucket: str | None = None
    """Where the package goes; ``None`` has one made."""


def stage(name: str) -> Stage:
    """Read a stage, or say which there are."""
    try:
        config = json.loads(CONFIG.read_text())
        stages = config["stages"].items()
        deployed = {each: said for each, said in stages if "deployed_by" in said}
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise DeployError(f".chalice/config.json can't be read: {error}") from error
    if not re.fullmatch("[a-z][a-z0-9-]{0,15}", name) or name not in deployed:
        raise DeployError(
            f"There is no stage {name!r} to deploy: .chalice/config.json has "
            f"{' and '.join(deployed)}. A new one needs an entry there."
        )
    way = deployed[name]["deployed_by"]
    if way not in get_args(Way):
        raise DeployError(
            f"The stage {name} in .chalice/config.json is deployed_by {way!r}: write "
            f"{' or '.join(get_args(Way))}."
        )
    version = deployed[name].get("api_gateway_stage", config["api_gateway_stage"])
    return Stage(name, config["app_name"], version, way)
