"""The local API Gateway in front of an app that behaves badly, and one that is slow."""

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest
from chalice.app import Chalice, CORSConfig, IAMAuthorizer, Response
from chalice.config import Config

from local.gateway import Gateway, report
from local.ports import listen
from local.response_cache import ResponseCache
from local.server import LocalServer
from local.tokens import Pool, token_check
from tests.integration.local.problems import is_a_problem
from tests.support.clients import a_client

NOBODY = Pool(region="x", pool_id="x_y", client_id="z", emulator_url="http://127.0.0.1:1")


def an_app() -> Chalice:
    app = Chalice("bad", configure_logs=False)
    app.api.cors = CORSConfig()
    started, go_on = threading.Event(), threading.Event()
    app.route("/answers/{kind}")(lambda kind: BAD_ANSWERS[unquote(kind)])
    app.route("/signed", authorizer=IAMAuthorizer())(dict)

    @app.route("/slow")
    def slow() -> dict[str, str]:
        started.set()
        go_on.wait(10)
        return {"late": "but complete"}

    @app.route("/go-on")
    def release() -> dict[str, str]:
        started.wait(10)
        go_on.set()
        return {}

    @app.route("/context")
    def context() -> dict[str, str]:
        request: Any = app.current_request
        before = app.lambda_context.aws_request_id
        threading.Event().wait(0.05)  # others come in meanwhile
        mine = str(before == app.lambda_context.aws_request_id)
        return {"mine": mine, "asked": request.query_params["n"], "stage": request.context["stage"]}

    return app


BAD_ANSWERS: dict[str, Any] = {
    "not JSON": {1, 2},
    "a header that is none": Response("{}", {"X": [None]}),  # type: ignore[list-item]
    "two headers in one": Response("{}", {"X": "a\rSet-Cookie: b"}),
    "beyond Latin-1": Response("{}", {"X": "→"}),
    "no status": Response("{}", status_code=99),
}


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    config = Config.create(
        app_name="bad", chalice_stage="local", lambda_timeout=5, api_gateway_stage="v1"
    )
    listener = listen("127.0.0.1", 0)
    cache = ResponseCache({"Resources": {"RestAPI": {"Properties": {}}}}, time.monotonic, report)
    local = LocalServer(Gateway(an_app(), config, token_check(NOBODY), cache), listener)
    threading.Thread(target=local.server.serve_forever, daemon=True).start()
    yield local
    local.server.stop(5)


@pytest.fixture
def client(server: LocalServer) -> Iterator[httpx.Client]:
    url = f"http://{server.host}:{server.port}"
    with a_client(url) as open_client:
        yield open_client


@pytest.mark.parametrize("kind", BAD_ANSWERS)
def test_an_answer_that_cannot_be_sent_is_an_internal_error(
    client: httpx.Client, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert is_a_problem(client.get(f"/answers/{quote(kind)}"), 500, "internal-error")
    assert re.search("Traceback|can't be sent", capfd.readouterr().err)


def test_an_authorizer_that_is_unknown_here_lets_nobody_in(client: httpx.Client) -> None:
    assert is_a_problem(client.get("/signed"), 500, "internal-error")


def test_requests_of_one_moment_keep_their_own_context(client: httpx.Client) -> None:
    def ask(number: int) -> dict[str, str]:
        answer: dict[str, str] = client.get("/context", params={"n": number}).json()
        return answer

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask, range(100)))
    assert answers == [{"mine": "True", "asked": str(n), "stage": "v1"} for n in range(100)]


def test_a_slow_request_keeps_nobody_waiting(client: httpx.Client) -> None:
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(client.get, "/slow")
        assert client.get("/go-on").status_code == 200
        assert slow.result().json() == {"late": "but complete"}
