"""Deploys a stage in two steps, for development: its resources, then the app by Chalice."""

import json
import os
import subprocess
import sys
from pathlib import Path

from deploy.cloud import Cloud, in_words
from deploy.cloudformation.changes import Source, carry_out, prepare
from deploy.gateway import of_development, require_log_role, set_stage
from deploy.guard.api import the_api
from deploy.resources import outputs_of
from deploy.stages import PROJECT, Asked, Stage
from deploy.template import API, RESOURCES, api_of
from deploy.words import DeployError, Say
from templates.read import read


def deploy(cloud: Cloud, stage: Stage, asked: Asked, say: Say) -> None:
    """Make the stage be as the sources say. A second time changes only what has changed."""
    say(f"Stage {stage.name}, account {cloud.account}, {cloud.region}.")
    require_log_role(cloud)
    _refuse_unknown_function(cloud, stage)
    described = RESOURCES.read_text()
    names = set(read(RESOURCES)["Parameters"])
    parameters = {"Stage": stage.name, **asked.parameters}
    changes = prepare(cloud, stage.stack, Source(body=described), parameters, names)
    carry_out(cloud, stage.stack, changes, say, only_tell=asked.dry_run)
    if asked.dry_run:
        say(f"Then the app: chalice deploy --stage {stage.name}. Nothing was changed.")
        return
    chalice("deploy", stage)
    _finish(cloud, stage, say)


def chalice(command: str, stage: Stage) -> None:
    """Run Chalice's own command line, which says itself what it does."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    words = [str(Path(sys.executable).with_name("chalice")), command, "--stage", stage.name]
    run = subprocess.run(words, cwd=PROJECT, env=environment, check=False)  # noqa: S603
    if run.returncode:
        raise DeployError(f"chalice {command} failed: its own words stand above.")


def deployed(stage: Stage) -> dict[str, dict[str, str]]:
    """Return what Chalice remembers of a stage, by name; nothing if this machine made none."""
    path = PROJECT / ".chalice" / "deployed" / f"{stage.name}.json"
    if not path.exists():
        return {}
    resources: list[dict[str, str]] = json.loads(path.read_text())["resources"]
    return {each["name"]: each for each in resources}


def _refuse_unknown_function(cloud: Cloud, stage: Stage) -> None:
    """Refuse to make a second API: Chalice knows only what this machine has deployed."""
    if deployed(stage):
        return
    try:
        with in_words():
            cloud.functions.get_function(FunctionName=stage.stack)
    except DeployError as error:
        if "not found" in str(error).lower():
            return
        raise
    raise DeployError(
        f"The function {stage.stack} is there, and this machine has not deployed it: Chalice would "
        f"make a second API. Copy .chalice/deployed/{stage.name}.json from where it was deployed."
    )


def _finish(cloud: Cloud, stage: Stage, say: Say) -> None:
    """Set what Chalice can't: where logs go, what API Gateway's stage is like."""
    outputs, found = outputs_of(cloud, stage), deployed(stage)
    with in_words():
        logging = cloud.functions.get_function_configuration(FunctionName=stage.stack)
        if logging.get("LoggingConfig", {}).get("LogGroup") != outputs["ApiLogGroup"]:
            cloud.functions.update_function_configuration(
                FunctionName=stage.stack,
                LoggingConfig={"LogFormat": "JSON", "LogGroup": outputs["ApiLogGroup"]},
            )
            say(f"Lambda: logs go to {outputs['ApiLogGroup']}, as JSON.")
    api = the_api({"Resources": {"RestAPI": api_of()}})
    wanted = of_development(api, read(API)["Parameters"], outputs)
    rest_api = found["rest_api"]
    set_stage(cloud, rest_api["rest_api_id"], stage.version, wanted, say)
    say(f"The API is at {rest_api['rest_api_url'].rstrip('/')}")
