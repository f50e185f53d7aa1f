"""A stage named prod is protected, whoever deploys it."""

from collections.abc import Iterator
from typing import Any

from rules.conditions import Settings, UnreadableError, defaults, holds
from rules.design.dax import CLUSTER
from rules.design.keeping import protection
from rules.design.table import TABLE
from rules.design.user_pool import POOL
from rules.rule import Rule
from rules.template import Finding, Template
from rules.values import choices, entries, text, texts

_DOCS = (
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html"
)
_TAGS = ["design", "rules"]
_TRUE = {"Fn::Equals": ["", ""]}
_STAGE = "Stage"
_FEW = (1, 2)
"""Numbers of nodes with which the loss of one is a failure, or a vote without a majority."""


class ProdIsProtected(Rule):
    id = "E9111"
    shortdesc = "Prod can't be deployed without protection from deletion"
    description = "The Rules refuse Stage=prod unless the parameter that protects is true."
    source_url = _DOCS
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in template.of(TABLE, POOL):
            off = dict.fromkeys(protection(template, each), "false")
            if off and not _is_refused(template, off):
                yield Finding(
                    f"{each.name} can be deleted by hand in prod: no Rule asserts {sorted(off)}.",
                    ("Rules",),
                )


class ProdHasNodesToSpare(Rule):
    id = "E9112"
    shortdesc = "Prod has no DAX, or three nodes and more"
    description = "The Rules, or the parameter's AllowedValues, refuse one node and two for prod."
    source_url = _DOCS
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        protected = {
            name: "true" for each in template.of(TABLE, POOL) for name in protection(template, each)
        }
        for cluster in template.of(CLUSTER):
            nodes = text(cluster.properties.get("ReplicationFactor")).strip("<>")
            for few in _FEW:
                if nodes in template.parameters and not _is_refused(
                    template, {**protected, nodes: few}
                ):
                    yield Finding(
                        f"{cluster.name} can have {nodes}={few} in prod: losing one is a failure.",
                        ("Rules",),
                    )


def _is_refused(template: Template, settings: Settings) -> bool:
    """Tell whether CloudFormation surely refuses prod with these parameters."""
    given = {**defaults(template), _STAGE: "prod", **settings}
    if not all(_is_allowed(template.parameters.get(name, {}), settings[name]) for name in settings):
        return True
    return any(
        _holds(template, rule.get("RuleCondition", _TRUE), given)
        and _fails(template, expression, given)
        for rule in template.rules.values()
        for assertion in entries(rule, "Assertions")
        for expression in choices(assertion, "Assert")
    )


def _is_allowed(parameter: dict[str, Any], value: object) -> bool:
    """Tell whether a parameter may have a value at all."""
    return "AllowedValues" not in parameter or text(value) in texts(parameter, "AllowedValues")


def _holds(template: Template, expression: object, settings: Settings) -> bool:
    """Tell whether something surely holds: what can't be worked out protects nobody."""
    try:
        return holds(template, expression, settings)
    except UnreadableError:
        return False


def _fails(template: Template, expression: object, settings: Settings) -> bool:
    return _holds(template, {"Fn::Not": [expression]}, settings)
