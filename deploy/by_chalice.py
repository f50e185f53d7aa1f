"""Deploys a stage in two steps, for development: its resources, then the app by Chalice."""

import json
import os
import subprocess
import sys
from pathlib import Path

from deploy.cloud import Cloud, in_words, is_missing
from deploy.cloudformation.changes import Source, carry_out, prepare
from deploy.functions import set_log, set_repetition
from deploy.gateway import of_caches_left, of_development, require_log_role, set_stage
from deploy.guard.api import SERVERLESS_API, Api
from deploy.resources import outputs_of
from deploy.stages import PROJECT, Asked, Stage
from deploy.template import API, RESOURCES, Template, contents
from deploy.words import DeployError, Say


def deploy(cloud: Cloud, stage: Stage, asked: Asked, say: Say) -> None:
    """Make the stage be as the sources say. A second time changes only what has changed."""
    names, api = set(contents(RESOURCES)["Parameters"]), contents(API)
    say(f"Stage {stage.name}, account {cloud.account}, {cloud.region}.")
    require_log_role(cloud)
    refuse_elsewheres(cloud, stage)
    parameters = {"Stage": stage.name, **asked.parameters}
    changes = prepare(cloud, stage.stack, Source(body=RESOURCES.read_text()), parameters, names)
    carry_out(cloud, stage.stack, changes, say, only_tell=asked.dry_run)
    if asked.dry_run:
        say(f"Then the app: chalice deploy --stage {stage.name}. Nothing was changed.")
        return
    chalice("deploy", stage)
    _finish(cloud, stage, api, say)


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
    try:
        resources: list[dict[str, str]] = json.loads(path.read_text())["resources"]
        return {each["name"]: each for each in resources}
    except (ValueError, LookupError, TypeError) as error:
        raise DeployError(f"{path} can't be read: {error}. Chalice writes it anew.") from error


def refuse_elsewheres(cloud: Cloud, stage: Stage) -> None:
    """Refuse a stage that another machine has deployed: Chalice knows only its own.

    It would make a second API, or leave the one that there is. A function without an API is a
    deployment that was stopped half-way, which Chalice goes on with.
    """
    if deployed(stage) or not (_has_function(cloud, stage) and _has_api(cloud, stage)):
        return
    raise DeployError(
        f"The function {stage.stack} is there, and this machine has not deployed it: Chalice "
        "would make a second API, or leave this one. Copy "
        f".chalice/deployed/{stage.name}.json from where it was deployed. If there is no such "
        "file any more, delete the functions and the API by hand: aws lambda delete-function "
        f"--function-name {stage.stack}, and {stage.jobs}; aws apigateway get-rest-apis; "
        "aws apigateway delete-rest-api --rest-api-id ID"
    )


def _has_function(cloud: Cloud, stage: Stage) -> bool:
    try:
        with in_words():
            cloud.functions.get_function(FunctionName=stage.stack)
    except DeployError as error:
        if is_missing(error):
            return False
        raise
    return True


def _has_api(cloud: Cloud, stage: Stage) -> bool:
    """Tell whether Chalice may have made an API: it names those of all stages alike."""
    with in_words():
        pages = cloud.apigateway.get_paginator("get_rest_apis").paginate()
        return any(each.get("name") == stage.app for page in pages for each in page["items"])


def _finish(cloud: Cloud, stage: Stage, said: Template, say: Say) -> None:
    """Set what Chalice can't: where logs go, how runs are repeated, what API Gateway's stage is."""
    outputs, found = outputs_of(cloud, stage), deployed(stage)
    set_log(cloud, stage.stack, outputs["ApiLogGroup"], say)
    set_log(cloud, stage.jobs, outputs["JobLogGroup"], say)
    set_repetition(cloud, stage.jobs, said["Resources"]["RunJobs"]["Properties"], say)
    # Chalice has made the API, so that api.yaml alone does not say of which type it is.
    of_file = {"Type": SERVERLESS_API, **said["Resources"]["RestAPI"]}
    api = Api.of({"Resources": {"RestAPI": of_file}})
    wanted = of_development(api, said["Parameters"], outputs)
    rest_api = found["rest_api"]
    left = of_caches_left(cloud, rest_api["rest_api_id"], stage.version, ())
    set_stage(cloud, rest_api["rest_api_id"], stage.version, left | wanted, say)
    say(f"The API is at {rest_api['rest_api_url'].rstrip('/')}")
