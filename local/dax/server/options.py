"""What ``python -m local.dax`` was told on its command line, and by its environment."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.dax.cache.settings import CacheSettings
from local.dax.server.addresses import Address
from local.dax.server.arguments import IN_MEMORY, parser
from local.dax.server.signatures import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where to listen, what to stand in front of, and how to cache."""

    upstream: str
    region: str
    host: str
    port: int
    stats_port: int
    advertise: Address | None
    key: Key | None
    state: Path | None
    cache: CacheSettings
    log: bool
    ready_file: Path | None
    leash: bool


def read_options(arguments: list[str], environment: Mapping[str, str]) -> Options:
    """Read the command line; what is wrong with it ends the program with exit code 2."""
    line = parser(environment)
    given = line.parse_args(arguments)
    if not given.upstream:
        line.error("say which DynamoDB to stand in front of: --upstream URL")
    if given.advertise and given.nodes > 1:
        line.error("--advertise is one address, so there can be only one node")
    if bool(given.access_key) != bool(given.secret_key):
        line.error("an access key has an id and a secret: give both, or neither")
    return Options(
        upstream=given.upstream,
        region=given.region,
        host=given.host,
        port=given.port,
        stats_port=given.stats_port,
        advertise=given.advertise,
        key=_key(given),
        state=None if given.state == IN_MEMORY else Path(given.state),
        cache=_cache(given),
        log=given.log,
        ready_file=given.ready_file,
        leash=given.leash,
    )


def _key(given: argparse.Namespace) -> Key | None:
    if not given.access_key:
        return None
    return Key(access_key_id=given.access_key, secret=given.secret_key, region=given.region)


def _cache(given: argparse.Namespace) -> CacheSettings:
    return CacheSettings(
        nodes=given.nodes,
        item_ttl_s=given.item_ttl,
        query_ttl_s=given.query_ttl,
        item_entries=given.max_items,
        query_entries=given.max_queries,
        replication_lag_s=given.replication_lag,
        refresh_delay_s=given.refresh_delay,
        stale_fill_s=given.stale_fill,
    )
