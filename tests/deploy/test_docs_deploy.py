"""docs/deploy.md tells what api.yaml has, and its checklist stays one that people go through."""

import json

from deploy.stages import PROJECT
from templates.read import read
from tests.support.deployed import answered
from tests.support.markdown import code, section, tables

PAGE = (PROJECT / "docs" / "deploy.md").read_text()
API = read(PROJECT / "api.yaml")
MOST_CHECKS = 15


def test_every_parameter_is_told_with_its_default() -> None:
    (rows,) = tables(section(PAGE, "## Parameters"))
    told = {code(row["Parameter"])[0]: code(row["Default"])[0] for row in rows}
    assert told == {name: str(said["Default"]) for name, said in API["Parameters"].items()}


def test_the_checklist_is_short_and_each_line_has_a_command_and_an_answer() -> None:
    (rows,) = tables(section(PAGE, "## Checklist after deploying"))
    assert 0 < len(rows) <= MOST_CHECKS
    assert [row["#"] for row in rows] == [str(number + 1) for number in range(len(rows))]
    for row in rows:
        assert code(row["Command"])
        assert row["Expected"]


def test_what_is_cached_is_told_and_for_how_long() -> None:
    settings = API["Resources"]["RestAPI"]["Properties"]["MethodSettings"]
    cached = [each for each in settings if each["CachingEnabled"]]
    chapter = section(PAGE, "## What is cached, and how that stays safe")
    for each in cached:
        route = f"{each['HttpMethod']} {each['ResourcePath'].removeprefix('/').replace('~1', '/')}"
        assert route in code(chapter)
    assert {each["CacheTtlInSeconds"] for each in cached} == {3600}
    assert "for an hour" in chapter


def test_what_a_development_stage_can_set_is_told() -> None:
    variables = API["Resources"]["APIHandler"]["Properties"]["Environment"]["Variables"]
    of_parameters = {
        name
        for name, value in variables.items()
        if isinstance(value, dict) and value.get("Ref") in API["Parameters"]
    }
    assert of_parameters
    assert of_parameters <= set(code(section(PAGE, "## Parameters")))


def test_both_ways_to_deploy_are_those_of_the_configuration() -> None:
    config = json.loads((PROJECT / ".chalice" / "config.json").read_text())
    ways = {each["deployed_by"] for each in config["stages"].values() if "deployed_by" in each}
    assert ways <= set(code(PAGE))


def test_a_run_of_jobs_is_told_with_its_times_and_has_some_to_end_its_last_step() -> None:
    config = json.loads((PROJECT / ".chalice" / "config.json").read_text())
    within_s = answered("import app, json; print(json.dumps({'s': app.JOBS_WITHIN_S}))")["s"]
    timeout_s = config["lambda_functions"]["run_jobs"]["lambda_timeout"]
    chapter = " ".join(section(PAGE, "## The function for background jobs").split())
    assert f"begins steps for {within_s} seconds, and Lambda ends it after {timeout_s}" in chapter
    assert within_s + 10 <= timeout_s
