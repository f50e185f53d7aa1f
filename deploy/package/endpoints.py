"""Shortens botocore's list of endpoints to the services that the app makes clients of.

botocore reads all of its 1.2 MB for the first client: a seventh of what imports and client cost.
"""

import json
from typing import Any

from deploy.package.archive import Files
from deploy.package.pruning import SERVICES

ENDPOINTS = "botocore/data/endpoints.json"


def shortened(files: Files) -> dict[str, bytes]:
    """Return the files with no other services in the list; partitions and regions stay."""
    if ENDPOINTS not in files:
        return dict(files)
    listed = json.loads(files[ENDPOINTS])
    for partition in listed["partitions"]:
        known = partition["services"]
        partition["services"] = {name: known[name] for name in known if name in SERVICES}
    return {**files, ENDPOINTS: json.dumps(listed, separators=(",", ":")).encode()}


def others(files: Files) -> set[str]:
    """Name the services in the list that the app makes no client of."""
    listed: dict[str, Any] = json.loads(files.get(ENDPOINTS, b'{"partitions": []}'))
    return {name for each in listed["partitions"] for name in each["services"]} - set(SERVICES)
