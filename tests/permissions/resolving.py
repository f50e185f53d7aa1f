"""Resolves CloudFormation's functions, as far as policies use them; the rest is an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

_T = TypeVar("_T")
_IN_TEXT = re.compile(r"\$\{(?P<literal>!?)(?P<name>[^}]+)\}")


class UnresolvedError(LookupError):
    """The template has a function or a name that nobody here knows."""


@dataclass(frozen=True)
class Resolver:
    """What names stand for in one stack."""

    references: Mapping[str, str]
    """What Ref returns."""
    attributes: Mapping[str, str]
    """What GetAtt returns, by resource and attribute with a dot between them."""
    conditions: Mapping[str, Any]
    """As the template has them."""

    def resolve(self, value: Any) -> Any:  # noqa: ANN401 - any part of a template
        """Return the value without functions."""
        if isinstance(value, list):
            return [self.resolve(element) for element in value]
        if not isinstance(value, dict):
            return value
        if any(_is_function(name, argument) for name, argument in value.items()):
            return self._call(value)
        return {name: self.resolve(element) for name, element in value.items()}

    def holds(self, condition: str) -> bool:
        """Return whether a condition of the template holds."""
        return _truth(self.resolve(_looked_up(self.conditions, condition)))

    def _call(self, call: dict[str, Any]) -> Any:  # noqa: ANN401 - any part of a template
        if len(call) != 1:
            raise UnresolvedError(f"A function beside something else: {sorted(call)}")
        [(function, argument)] = call.items()
        match function, argument:
            case "Ref", str(name):
                return _looked_up(self.references, name)
            case "Fn::GetAtt", [str(name), str(attribute)]:
                return _looked_up(self.attributes, f"{name}.{attribute}")
            case "Fn::Sub", str(text):
                return _IN_TEXT.sub(self._substitute, text)
            case "Fn::Join", [str(separator), [*parts]]:
                return separator.join(self.resolve(parts))
            case "Fn::If", [str(condition), met, unmet]:
                return self.resolve(met if self.holds(condition) else unmet)
        return self._judged(function, argument)

    def _judged(self, function: str, argument: object) -> bool:
        match function, argument:
            case "Condition", str(condition):
                return self.holds(condition)
            case "Fn::Equals", [one, other]:
                return bool(self.resolve(one) == self.resolve(other))
            case "Fn::Not", [inner]:
                return not _truth(self.resolve(inner))
        raise UnresolvedError(f"Nobody knows {function} of {argument!r}")

    def _substitute(self, found: re.Match[str]) -> str:
        name = found["name"]
        if found["literal"]:
            return f"${{{name}}}"
        return _looked_up(self.attributes if "." in name else self.references, name)


def _is_function(name: str, argument: object) -> bool:
    # IAM's own Condition has more than a name in it.
    return name == "Ref" or name.startswith("Fn::") or (name, type(argument)) == ("Condition", str)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise UnresolvedError(f"Not a condition: {value!r}")
    return value


def _looked_up(known: Mapping[str, _T], name: str) -> _T:
    if name not in known:
        raise UnresolvedError(f"Nobody knows {name!r}")
    return known[name]
