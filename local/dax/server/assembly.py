"""From the options to a running server, and everything behind it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from botocore.exceptions import BotoCoreError
from botocore.session import get_session

from local.dax.cache.cluster import Cluster
from local.dax.cache.upstream import Upstream
from local.dax.server.dax_server import DaxServer, ServerSettings
from local.dax.server.log import Log
from local.dax.server.options import Options
from local.dax.server.printer import STDOUT, Printer
from local.dax.wire.codec import AttributeLists, Codec

_ANY_KEY = ("local", "local")
"""For an upstream that checks none. DynamoDB Local wants letters and digits."""


class StartError(Exception):
    """Something that the server needs can't be used; in words for who starts it."""


@contextmanager
def running_server(options: Options) -> Iterator[DaxServer]:
    """Serve until the block is left; raises ``StartError`` or ``AddressError`` before it."""
    lists = AttributeLists(options.state)
    with (
        _log(options) as log,
        closing(_upstream(options)) as upstream,
        closing(
            Cluster(upstream, options.cache, on_request=log.request if log else None)
        ) as cluster,
        DaxServer(upstream, cluster, Codec(upstream, lists), _settings(options), log) as server,
    ):
        yield server


@contextmanager
def _log(options: Options) -> Iterator[Log | None]:
    """Log to standard output, if it is wanted."""
    if not options.log:
        yield None
        return
    with closing(Printer(STDOUT)) as printer:
        yield Log(printer.say, options.cache.nodes)


def _settings(options: Options) -> ServerSettings:
    return ServerSettings(
        host=options.host,
        port=options.port,
        stats_port=options.stats_port,
        advertise=options.advertise,
        key=options.key,
    )


def _upstream(options: Options) -> Upstream:
    key = None if _has_key() else _ANY_KEY
    try:
        return Upstream(options.upstream, options.region, key)
    except (BotoCoreError, ValueError) as cause:
        place = f"DynamoDB at {options.upstream} in the region {options.region}"
        raise StartError(f"{place} can't be used: {cause}") from cause


def _has_key() -> bool:
    """Tell whether botocore finds credentials on this machine."""
    try:
        finder = get_session().get_component("credential_provider")
        finder.remove("iam-role")  # asks the network, and outside of EC2 nobody answers
        return finder.load_credentials() is not None
    except BotoCoreError as cause:
        words = f"The settings of AWS's tools can't be used: {cause}"
        places = "AWS_PROFILE, AWS_ACCESS_KEY_ID and the like, ~/.aws/config, ~/.aws/credentials"
        raise StartError(f"{words}\nThey are in {places}.") from cause
