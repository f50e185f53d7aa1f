"""Those who make requests, in words that make each case a sentence."""

from dataclasses import dataclass, replace

from tests.permissions.names import ACCOUNT, FOREIGN_BUCKET, OTHER_ACCOUNT
from tests.permissions.policies import OPEN
from tests.permissions.requests import Case, Context, Request
from tests.permissions.stacks import EVERYTHING, Stack


@dataclass(frozen=True)
class Caller:
    """Somebody with credentials, and what AWS knows about each of their requests."""

    who: str
    principal: str
    identity: tuple[str, ...]
    context: Context
    stack: Stack = EVERYTHING
    endpoint: str | None = None

    def but(self, how: str, context: Context) -> "Caller":
        """Return the same caller with other context; an empty list takes a key away."""
        changed = {**self.context, **context}
        kept = {key: value for key, value in changed.items() if value != []}
        return replace(self, who=f"{self.who} {how}", context=kept)

    def may(self, what: str, action: str, resource: str, context: Context | None = None) -> Case:
        """Say what is allowed."""
        request = self._request(action, resource, context)
        return Case(f"{self.who} may {what}", request, "Allowed")

    def may_not(
        self, what: str, action: str, resource: str, context: Context | None = None
    ) -> Case:
        """Say what nothing allows."""
        request = self._request(action, resource, context)
        return Case(f"{self.who} may not {what}", request, "ImplicitlyDenied")

    def must_not(
        self, what: str, action: str, resource: str, context: Context | None = None
    ) -> Case:
        """Say what is forbidden, whatever else allows it."""
        request = self._request(action, resource, context)
        return Case(f"{self.who} must not {what}", request, "ExplicitlyDenied")

    def _request(self, action: str, resource: str, context: Context | None) -> Request:
        foreign = f":{OTHER_ACCOUNT}:" in resource or resource.startswith(FOREIGN_BUCKET)
        return Request(
            principal=self.principal,
            action=action,
            resource=resource,
            owner=OTHER_ACCOUNT if foreign else ACCOUNT,
            context={**self.context, **(context or {})},
            identity=self.identity,
            guard=OPEN if foreign else self.stack.guard(resource),
            endpoint=self.endpoint,
        )
