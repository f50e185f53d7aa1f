"""DAX for tests: the local server within the test or as a process, and Amazon's own client."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeAlias

from amazondax import AmazonDaxClient
from botocore.config import Config
from botocore.session import get_session

from local.dax.cache.cluster import Cluster
from local.dax.cache.schedule import Clock
from local.dax.cache.settings import CacheSettings
from local.dax.cache.upstream import Upstream
from local.dax.server.dax_server import DaxServer, ServerSettings
from local.dax.server.log import Log
from local.dax.wire.codec import AttributeLists, Codec
from tests.support.dax_process import DaxProcess, dax_command, dax_process, free_ports
from tests.support.engines import REGION, ROOT_KEY

__all__ = [
    "DaxClient",
    "DaxProcess",
    "dax_client",
    "dax_command",
    "dax_process",
    "free_ports",
    "running_dax",
]

DaxClient: TypeAlias = Any
"""``amazon-dax-client``'s, which has no types: the methods of boto3's low-level client, with
answers that lack ``ResponseMetadata``."""


@contextmanager
def running_dax(
    upstream_url: str,
    settings: CacheSettings | None = None,
    server: ServerSettings | None = None,
    clock: Clock = time.monotonic,
    log: Log | None = None,
) -> Iterator[DaxServer]:
    """Serve within this process: the cluster is at hand, as ``cluster``."""
    cache, served = settings or CacheSettings(), server or ServerSettings()
    on_request = log.request if log else None
    with (
        closing(Upstream(upstream_url, REGION, ROOT_KEY)) as upstream,
        closing(Cluster(upstream, cache, clock, on_request)) as cluster,
        DaxServer(upstream, cluster, Codec(upstream, AttributeLists()), served, log) as dax,
    ):
        yield dax


@contextmanager
def dax_client(
    endpoint: str,
    key: tuple[str, str] = ROOT_KEY,
    *,
    connect_timeout: float = 5,
    read_timeout: float = 20,
    max_attempts: int = 1,
) -> Iterator[DaxClient]:
    """Yield ``amazon-dax-client``, as it is. ``max_attempts`` counts the second tries only."""
    config = Config(
        connect_timeout=connect_timeout,
        read_timeout=read_timeout,
        retries={"max_attempts": max_attempts},
    )
    with AmazonDaxClient(
        get_session(),
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id=key[0],
        aws_secret_access_key=key[1],
        config=config,
    ) as client:
        yield client
