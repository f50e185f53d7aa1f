"""Works out conditions and assertions for given parameters, as CloudFormation does."""

from collections.abc import Iterator, Mapping
from typing import Any

from rules.template import Template
from rules.values import text

Settings = Mapping[str, Any]
"""Values of parameters by their names."""


class UnreadableError(Exception):
    """A condition says something that can't be worked out from parameters alone."""


def defaults(template: Template) -> dict[str, Any]:
    """Return the parameters as they are when nobody sets any."""
    return {
        name: each["Default"] for name, each in template.parameters.items() if "Default" in each
    }


def holds(template: Template, expression: object, settings: Settings) -> bool:
    """Work an expression out; raises UnreadableError where that is not possible."""

    def each(parts: list[Any]) -> list[bool]:
        return [holds(template, part, settings) for part in parts]

    match expression:
        case {"Condition": str(name)} if name in template.conditions:
            return holds(template, template.conditions[name], settings)
        case {"Fn::Equals": [left, right]}:
            return _value(left, settings) == _value(right, settings)
        case {"Fn::Contains": [list(among), one]}:
            return _value(one, settings) in [_value(other, settings) for other in among]
        case {"Fn::Not": [part]}:
            return not holds(template, part, settings)
        case {"Fn::And": list(parts)}:
            return all(each(parts))
        case {"Fn::Or": list(parts)}:
            return any(each(parts))
        case _:
            raise UnreadableError(str(expression))


def _value(value: object, settings: Settings) -> str:
    match value:
        case {"Ref": str(name)} if name in settings:
            return text(settings[name])
        case str() | int():
            return text(value)
        case _:
            raise UnreadableError(str(value))


def switches(template: Template, condition: object) -> set[str]:
    """Name the parameters that a condition depends on."""
    return set(_parameters(template, template.conditions.get(str(condition))))


def _parameters(template: Template, expression: object) -> Iterator[str]:
    match expression:
        case {"Ref": str(name)}:
            yield name
        case {"Condition": str(name)}:
            yield from _parameters(template, template.conditions.get(name))
        case dict():
            for part in expression.values():
                yield from _parameters(template, part)
        case list():
            for part in expression:
                yield from _parameters(template, part)


def is_off_by_default(template: Template, condition: object) -> bool:
    """Tell whether a condition is known to be false as long as nobody sets a parameter."""
    try:
        return not holds(template, {"Condition": condition}, defaults(template))
    except UnreadableError:
        return False
