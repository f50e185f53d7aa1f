"""The words of the command line: names, forms and defaults, and what ``--help`` says of them."""

import argparse
import math
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from local.dax.cache.settings import CacheSettings
from local.dax.server.addresses import HIGHEST_PORT, LOOPBACK, Address

PORT = 8111
"""DAX's own, for connections without TLS."""
REGION = "us-east-1"
MOST_NODES = 11
"""As many as a cluster of DAX's may have ("DAX cluster components", nodes)."""
IN_MEMORY = "none"
"""In place of the state file's name: no file."""

_AWS = CacheSettings()
_DEFAULT = "(%(default)s)"


def parser(environment: Mapping[str, str]) -> argparse.ArgumentParser:
    """Return the parser of the command line, with the defaults that the environment gives."""
    whole = argparse.ArgumentParser(
        prog="python -m local.dax",
        description="A local DAX: it speaks DAX's protocol, in front of any DynamoDB endpoint.",
        epilog="README.md, beside this program, says more. Defaults are in parentheses.",
    )
    _add_places(whole, environment)
    _add_cache(whole)
    _add_key(whole, environment)
    _add_running(whole, environment)
    return whole


def _add_places(whole: argparse.ArgumentParser, environment: Mapping[str, str]) -> None:
    add = whole.add_argument_group("where things are").add_argument
    url = environment.get("AWS_ENDPOINT_URL_DYNAMODB")
    region = environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or REGION
    add("--upstream", type=_url, metavar="URL", default=url, help="the DynamoDB behind it")
    add("--region", metavar="NAME", default=region, help=f"for requests to it {_DEFAULT}")
    add("--host", metavar="HOST", default=LOOPBACK, help=f"the address to listen at {_DEFAULT}")
    add("--port", type=_port, metavar="N", default=PORT, help=f"0 is any {_DEFAULT}")
    add("--nodes", type=_nodes, metavar="N", default=1, help=f"on ports that follow {_DEFAULT}")
    add("--advertise", type=_address, metavar="HOST:PORT", help="what to tell clients instead")
    add("--stats-port", type=_port, metavar="N", default=0, help=f"0 is any {_DEFAULT}")


def _add_cache(whole: argparse.ArgumentParser) -> None:
    add = whole.add_argument_group("how it caches").add_argument
    for name, default, meaning in (
        ("--item-ttl", _AWS.item_ttl_s, "how long an item is kept"),
        ("--query-ttl", _AWS.query_ttl_s, "how long a query's or scan's answer is kept"),
        ("--replication-lag", _AWS.replication_lag_s, "until other nodes learn of a write"),
        ("--refresh-delay", _AWS.refresh_delay_s, "until a transaction's items are read again"),
        ("--stale-fill", _AWS.stale_fill_s, "how far behind a miss may read"),
    ):
        add(name, type=_seconds, metavar="S", default=default, help=f"{meaning} (%(default)g)")
    items, queries = _AWS.item_entries, _AWS.query_entries
    add("--max-items", type=_entries, metavar="N", default=items, help=f"by node {_DEFAULT}")
    add("--max-queries", type=_entries, metavar="N", default=queries, help=f"by node {_DEFAULT}")


def _add_key(whole: argparse.ArgumentParser, environment: Mapping[str, str]) -> None:
    add = whole.add_argument_group("who may connect: everybody, unless there is a key").add_argument
    key_id, secret = environment.get("DAX_ACCESS_KEY_ID"), environment.get("DAX_SECRET_ACCESS_KEY")
    add("--access-key", metavar="ID", default=key_id, help="or DAX_ACCESS_KEY_ID")
    add("--secret-key", metavar="SECRET", default=secret, help="or DAX_SECRET_ACCESS_KEY")


def _add_running(whole: argparse.ArgumentParser, environment: Mapping[str, str]) -> None:
    add = whole.add_argument_group("how it runs").add_argument
    state, instead = state_file(environment), f"or {IN_MEMORY}"
    add("--state", metavar="FILE", default=state, help=f"attribute lists, {instead} {_DEFAULT}")
    add("--log", action="store_true", help="print a line for each request")
    add("--ready-file", type=Path, metavar="FILE", help="where to write where it is, as JSON")
    add("--leash", action="store_true", help="end when standard input does")


def state_file(environment: Mapping[str, str]) -> str:
    """Return where attribute lists are kept by default, or ``none`` without a home folder."""
    cache = environment.get("XDG_CACHE_HOME")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    folder = Path(cache) if cache else Path(home, ".cache") if home else None
    return str(folder / "local-dax" / "attribute-lists") if folder else IN_MEMORY


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        has_password = "@" in parts.netloc
        is_one = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        has_password = is_one = False
    if has_password:  # said without it
        raise argparse.ArgumentTypeError("DynamoDB takes keys, no name or password in its address")
    if not is_one:
        raise argparse.ArgumentTypeError(f"{text} is no http:// or https:// address")
    return text


def _address(text: str) -> Address:
    try:
        return Address.parse(text)
    except ValueError as cause:
        raise argparse.ArgumentTypeError(str(cause)) from cause


def _port(text: str) -> int:
    return _whole(text, 0, HIGHEST_PORT)


def _nodes(text: str) -> int:
    return _whole(text, 1, MOST_NODES)


def _entries(text: str) -> int:
    return _whole(text, 1, None)


def _whole(text: str, least: int, most: int | None) -> int:
    number = int(text) if text.isdecimal() else -1
    if number < least or (most is not None and number > most):
        bounds = f"from {least} to {most}" if most is not None else f"of {least} or more"
        raise argparse.ArgumentTypeError(f"{text} is no whole number {bounds}")
    return number


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds")
    return seconds
