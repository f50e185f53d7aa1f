"""A strict API Gateway in front of the app: routes, tokens, cache, CORS, compression, errors."""

import sys
import threading
from collections.abc import Mapping
from http import HTTPMethod, HTTPStatus
from typing import Any

from chalice.app import Chalice, CognitoUserPoolAuthorizer, CORSConfig
from chalice.config import Config
from chalice.local import LambdaContext, LocalChalice

from chalicelib.errors import ApiError, InternalError, MethodNotAllowedError, NoSuchRouteError
from local import docs_page
from local.answers import Answer, compressed, problem
from local.events import BadAnswerError, Event, answer, as_claims, event, match
from local.http_body import decoded
from local.http_head import Head
from local.response_cache import ResponseCache
from local.tokens import TokenCheck


class PerThreadChalice(LocalChalice):
    """Keeps apart what requests of one moment set on the app.

    Lambda serves one request at a time. LocalChalice separates ``current_request``, on which
    a bare LocalDevServer mixes users up; ``lambda_context`` is shared there too.
    """

    _CONTEXT = threading.local()

    @property
    def lambda_context(self) -> LambdaContext:
        """The context of this thread's request."""
        context: LambdaContext = self._CONTEXT.value
        return context

    @lambda_context.setter
    def lambda_context(self, value: LambdaContext) -> None:
        self._CONTEXT.value = value


def per_thread(app: Chalice) -> Chalice:
    """Change an app in place, as ``chalice.local.create_local_server`` does."""
    app.__class__ = type("LocalApp", (PerThreadChalice, app.__class__), {})
    return app


class Gateway:
    """Answers every request; what it finds wrong itself is an RFC 9457 problem."""

    def __init__(
        self, app: Chalice, config: Config, tokens: TokenCheck, cache: ResponseCache
    ) -> None:
        self._app = per_thread(app)
        self._config = config
        self._tokens = tokens
        self._cache = cache

    def answer(self, head: Head, body: bytes) -> Answer:
        """Answer a request that could be read."""
        try:
            found = self._routed(head, body)
        except ApiError as error:
            found = self.problem(error)
        return compressed(found, head, self._config.minimum_compression_size)

    def problem(self, error: ApiError) -> Answer:
        """Return an error as the app's own routes would."""
        return problem(error, self._cors())

    def _cors(self) -> Mapping[str, str]:
        cors = self._app.api.cors
        config = cors if isinstance(cors, CORSConfig) else CORSConfig()
        return config.get_access_control_headers() if cors else {}

    def _routed(self, head: Head, body: bytes) -> Answer:
        if head.path == docs_page.PATH and head.method == HTTPMethod.GET:
            return docs_page.answer((head.values("host") or [""])[0])
        found = match(head.path, self._app.routes)
        if found is None:
            raise NoSuchRouteError("The API has nothing at this path.")
        methods = self._app.routes[found.resource]
        if head.method not in methods:
            return self._without_route(head, [*methods, HTTPMethod.OPTIONS.value])
        binary_types = self._app.api.binary_types
        authorizer = self._authorized(methods[head.method].authorizer, head)
        plain = decoded(body, head)
        asked = event(head, plain, found, self._config.api_gateway_stage, binary_types)
        asked["requestContext"] |= authorizer
        return self._cache.answer(asked, lambda: self._invoke(asked))

    def _without_route(self, head: Head, methods: list[str]) -> Answer:
        if head.method == HTTPMethod.OPTIONS:  # a preflight, which API Gateway answers itself
            allowed = {"Access-Control-Allow-Methods": ",".join(methods)}
            return Answer(HTTPStatus.OK, tuple({**self._cors(), **allowed}.items()), b"")
        allow = {"Allow": ", ".join(methods)}
        raise MethodNotAllowedError("The path has other methods: see Allow.", headers=allow)

    def _authorized(self, authorizer: object, head: Head) -> Event:
        """Return what the authorizer adds to the event's context, or refuse."""
        if authorizer is None:
            return {}
        if not isinstance(authorizer, CognitoUserPoolAuthorizer):
            report(f"{authorizer!r} can't be checked here: nobody gets in.")
            raise InternalError
        claims = self._tokens.claims(dict(head.headers).get("authorization"))
        return {"authorizer": {"claims": as_claims(claims)}}

    def _invoke(self, asked: Event) -> Answer:
        returned: Any = self._app(asked, self._context())
        try:
            return answer(returned)
        except BadAnswerError as cause:
            report(f"Lambda's answer can't be sent: {cause}")
            raise InternalError from cause

    def _context(self) -> LambdaContext:
        timeout_s = self._config.lambda_timeout or 60
        name, memory = self._config.function_name, self._config.lambda_memory_size
        return LambdaContext(name, memory, max_runtime_ms=timeout_s * 1000)


def report(line: str) -> None:
    """Tell who runs the stack, never a caller. One write, so that threads keep lines apart."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
