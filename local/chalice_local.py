"""Makes ``chalice local`` as strict as API Gateway, and point at the local stack.

app.py calls ``install`` before it reads any setting. ``make run`` loads the app the same way:
there is one gateway, and one way to it.
"""

import os
import socket
import sys
import threading
import time
from typing import NoReturn
from urllib.parse import urlsplit

import chalice.local
from chalice.app import Chalice
from chalice.config import Config
from chalice.local import LocalDevServer

from local import ports
from local.autoreload import watch_sources_only
from local.emulator import ACCESS_KEY, ACCOUNT, SECRET_KEY
from local.gateway import Gateway, report
from local.response_cache import ResponseCache
from local.schedules import BadScheduleError, Schedules, every_s_of_environment
from local.server import LocalServer
from local.state import PROJECT, Demo, StackNotRunningError, StateFolder
from local.tokens import Pool, token_check
from templates.read import read

NOT_RUNNING = "The local stack isn't running: start it with `make run` in another terminal."


def install() -> None:
    """Point this process at the stack that is running, and nowhere else."""
    state = StateFolder.default()
    try:
        demo = state.read_demo()
        _knock(demo.aws_endpoint_url)
    except (StackNotRunningError, OSError):
        _give_up(NOT_RUNNING)
    _point_aws_at(demo)
    os.environ.setdefault("TABLE_NAME", demo.table)
    os.environ.setdefault("BUCKET", demo.bucket)
    os.environ.setdefault("USER_POOL_ARN", user_pool_arn(demo))
    os.environ.setdefault("USER_POOL_CLIENT_ID", demo.user_pool_client_id)
    os.environ.setdefault("IDENTITY_POOL_ID", demo.identity_pool_id)
    os.environ.setdefault("SIGNING_KEY", state.signing_key())
    os.environ.setdefault("EPOCH", state.epoch())
    os.environ.setdefault("DAX_ENDPOINT", demo.dax_endpoint_url or "")
    chalice.local.create_local_server = create_local_server
    watch_sources_only()


def create_local_server(app_obj: Chalice, config: Config, host: str, port: int) -> LocalDevServer:
    """Stand in for ``chalice.local.create_local_server``."""
    try:
        listener = ports.listen(host, port)
    except OSError as cause:
        _give_up(ports.taken(host, port, cause, "chalice local --stage local --port "))
    server = serve_on(listener, app_obj, config, StateFolder.default().read_demo())
    try:
        Schedules(app_obj, config, every_s_of_environment()).start()
    except BadScheduleError as error:
        _give_up(str(error))
    return server


def serve_on(
    listener: socket.socket,
    app: Chalice,
    config: Config,
    demo: Demo,
    cache: ResponseCache | None = None,
) -> LocalServer:
    """Put the gateway between a socket and the app. Without a cache it makes that of api.yaml."""
    pool = Pool(
        region=demo.region,
        pool_id=demo.user_pool_id,
        client_id=demo.user_pool_client_id,
        emulator_url=demo.aws_endpoint_url,
    )
    cache = cache or ResponseCache(read(PROJECT / "api.yaml"), time.monotonic, report)
    return LocalServer(Gateway(app, config, token_check(pool), cache), listener)


def user_pool_arn(demo: Demo) -> str:
    """Return the pool's name in the form that authorizers are declared with."""
    return f"arn:aws:cognito-idp:{demo.region}:{ACCOUNT}:userpool/{demo.user_pool_id}"


def _point_aws_at(demo: Demo) -> None:
    """Set, not default: a developer's own profile must never be what the app uses."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN"):
        os.environ.pop(name, None)
    os.environ.pop("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", None)
    os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    os.environ["AWS_ACCESS_KEY_ID"] = ACCESS_KEY
    os.environ["AWS_SECRET_ACCESS_KEY"] = SECRET_KEY
    os.environ["AWS_REGION"] = os.environ["AWS_DEFAULT_REGION"] = demo.region
    os.environ["AWS_ENDPOINT_URL"] = demo.aws_endpoint_url
    # A test may put a proxy that fails between the app and its table.
    os.environ.setdefault("AWS_ENDPOINT_URL_DYNAMODB", demo.aws_endpoint_url)
    bypass = {*os.environ.get("NO_PROXY", "").split(","), ports.LOOPBACK} - {""}
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = ",".join(sorted(bypass))


def _knock(url: str) -> None:
    """Raise OSError where nobody listens: a killed stack leaves its demo.json behind."""
    address = urlsplit(url)
    socket.create_connection((address.hostname or "", address.port or 0), timeout=2).close()


def _give_up(words: str) -> NoReturn:
    """End with words instead of a traceback.

    Chalice's reloader loads the app in a thread of its own, where SystemExit is silent and
    would leave a process that serves nothing.
    """
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
    if threading.current_thread() is not threading.main_thread():
        os._exit(1)
    sys.exit(1)
