"""The shortened list of endpoints sends the app nowhere else than the whole one."""

import json
from typing import Any

import pytest
from botocore.loaders import Loader
from botocore.regions import EndpointResolver

from deploy.package import Package
from deploy.package.archive import read
from deploy.package.endpoints import ENDPOINTS

WHOLE: dict[str, Any] = Loader().load_data("endpoints")
PARTITIONS = [partition["partition"] for partition in WHOLE["partitions"]]


@pytest.fixture(scope="module")
def shortened(package: Package) -> dict[str, Any]:
    listed: dict[str, Any] = json.loads(read(package.zip)[ENDPOINTS])
    return listed


def test_it_lists_dynamodb_and_nothing_else(shortened: dict[str, Any]) -> None:
    assert {name for each in shortened["partitions"] for name in each["services"]} == {"dynamodb"}


@pytest.mark.parametrize("name", PARTITIONS)
def test_every_region_has_the_same_endpoint_as_before(shortened: dict[str, Any], name: str) -> None:
    before, after = EndpointResolver(WHOLE), EndpointResolver(shortened)
    [partition] = [each for each in WHOLE["partitions"] if each["partition"] == name]
    listed = partition["services"].get("dynamodb", {}).get("endpoints", {})
    for region in sorted({*partition["regions"], *listed}):
        whole = before.construct_endpoint("dynamodb", region, name)
        assert after.construct_endpoint("dynamodb", region, name) == whole


@pytest.mark.parametrize("region", ["eu-west-1", "cn-north-1", "eu-nowhere-1", "nowhere"])
def test_a_region_is_looked_for_in_every_partition_as_before(
    shortened: dict[str, Any], region: str
) -> None:
    found = EndpointResolver(shortened).construct_endpoint("dynamodb", region)
    assert found == EndpointResolver(WHOLE).construct_endpoint("dynamodb", region)


def test_the_partitions_and_their_regions_are_as_before(shortened: dict[str, Any]) -> None:
    bare = [{**each, "services": {}} for each in shortened["partitions"]]
    assert bare == [{**each, "services": {}} for each in WHOLE["partitions"]]
