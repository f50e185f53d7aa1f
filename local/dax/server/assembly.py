"""From the options to a running server, and everything behind it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from botocore.exceptions import BotoCoreError
from botocore.session import get_session

from local.dax.cache.cluster import Cluster
from local.dax.cache.upstream import Upstream
from local.dax.server.dax_server import DaxServer, ServerSettings
from local.dax.server.log import log_to_stdout
from local.dax.server.options import Options
from local.dax.wire.codec import AttributeLists, Codec

_ANY_KEY = ("local", "local")
"""For an upstream that checks none. DynamoDB Local wants letters and digits."""


class StartError(Exception):
    """Something that the server needs can't be used; in words for who starts it."""


@contextmanager
def running_server(options: Options) -> Iterator[DaxServer]:
    """Serve until the block is left; raises ``StartError`` or ``AddressError`` before it."""
    lists = _lists(options.state)
    on_request = log_to_stdout(options.cache.nodes) if options.log else None
    with (
        closing(_upstream(options)) as upstream,
        closing(Cluster(upstream, options.cache, on_request=on_request)) as cluster,
        DaxServer(cluster, Codec(upstream, lists), _settings(options)) as server,
    ):
        yield server


def _settings(options: Options) -> ServerSettings:
    return ServerSettings(
        host=options.host,
        port=options.port,
        stats_port=options.stats_port,
        advertise=options.advertise,
        key=options.key,
    )


def _lists(path: Path | None) -> AttributeLists:
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        return AttributeLists(path)
    except (OSError, ValueError, TypeError) as cause:
        raise StartError(f"The attribute lists can't be read from {path}: {cause}") from cause


def _upstream(options: Options) -> Upstream:
    try:
        return Upstream(options.upstream, options.region, None if _has_key() else _ANY_KEY)
    except (BotoCoreError, ValueError) as cause:
        raise StartError(f"{options.upstream} can't be used: {cause}") from cause


def _has_key() -> bool:
    """Tell whether botocore finds credentials on this machine."""
    finder = get_session().get_component("credential_provider")
    finder.remove("iam-role")  # asks the network, and outside of EC2 nobody answers
    return finder.load_credentials() is not None
