"""DAX: off by default, encrypted, read only, and with the times to live that docs promise."""

from collections.abc import Iterator

from rules import roles
from rules.conditions import is_off_by_default, switches
from rules.rule import Rule
from rules.statements import statements
from rules.template import Finding, Resource, Template
from rules.values import number

CLUSTER = "AWS::DAX::Cluster"
_DOCS = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
_TAGS = ["design", "dax"]
_SERVICE = ("Service", "dax.amazonaws.com")
_READS = {f"dynamodb:{name}" for name in ("BatchGetItem", "DescribeTable", "GetItem", "Query")}
_READS_OF_DAX = {f"dax:{name}" for name in ("BatchGetItem", "GetItem", "Query")}
_LONGEST_ITEM_MS = 10_000
_SHORTEST_QUERY_MS = 3_600_000


class DaxIsAsked(Rule):
    id = "E9081"
    shortdesc = "DAX and its network are there when a parameter says so"
    description = "Each AWS::DAX and AWS::EC2 has a Condition on the nodes, that is off by default."
    source_url = f"{_DOCS}DAX.concepts.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        nodes = {name for each in template.of(CLUSTER) for name in each.texts("ReplicationFactor")}
        for each in template.of("AWS::DAX::", "AWS::EC2::"):
            condition = each.body.get("Condition")
            switched = {f"<{name}>" for name in switches(template, condition)}
            if not nodes <= switched or not is_off_by_default(template, condition):
                yield each.finding("is made though nobody asked for DAX: it costs money by itself.")


class DaxIsEncrypted(Rule):
    id = "E9082"
    shortdesc = "DAX encrypts what it keeps and what it sends"
    description = "SSEEnabled and TLS; both can be chosen only when the cluster is made."
    source_url = f"{_DOCS}DAXEncryptionAtRest.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for cluster in template.of(CLUSTER):
            if not cluster.always("SSESpecification", "SSEEnabled", among=[True]):
                yield cluster.finding("keeps users' to-dos unencrypted.", "SSESpecification")
            if not cluster.always("ClusterEndpointEncryptionType", among=["TLS"]):
                yield cluster.finding(
                    "sends users' to-dos in the clear.", "ClusterEndpointEncryptionType"
                )


class DaxHasItsOwn(Rule):
    id = "E9083"
    shortdesc = "DAX has a role, subnets and parameters of its own"
    description = "Each is a reference into this template; so are its security groups."
    source_url = f"{_DOCS}DAX.access-control.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for cluster in template.of(CLUSTER):
            role = template.meant(cluster.properties.get("IAMRoleARN"), roles.ROLE)
            if role is None or _services(role) != {_SERVICE}:
                yield cluster.finding("acts with a role that is not for DAX alone.", "IAMRoleARN")
            for kind in ("SubnetGroup", "ParameterGroup"):
                if not template.meant(cluster.properties.get(f"{kind}Name"), f"AWS::DAX::{kind}"):
                    yield cluster.finding(f"has no {kind} of this template.", f"{kind}Name")
            if not security_groups(template, cluster):
                yield cluster.finding("has no security group of this template.", "SecurityGroupIds")


def security_groups(template: Template, cluster: Resource) -> list[Resource]:
    """Return what lets others reach a cluster, if all of it stands in this template."""
    named = cluster.entries("SecurityGroupIds")
    found = [template.meant(each, "AWS::EC2::SecurityGroup") for each in named]
    return [each for each in found if each] if all(found) else []


def _services(role: Resource) -> set[tuple[str, str]]:
    return {(kind, name) for kind, name in roles.takers(role) if kind == "Service"}


class TimesToLive(Rule):
    id = "E9084"
    shortdesc = "DAX keeps items for ten seconds at most, and queries for an hour and more"
    description = (
        "Items' age is promised to clients (max-stale); pages are immutable, and earn hits."
    )
    source_url = f"{_DOCS}DAX.cluster-management.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for group in template.of("AWS::DAX::ParameterGroup"):
            items = group.choices("ParameterNameValues", "record-ttl-millis")
            queries = group.choices("ParameterNameValues", "query-ttl-millis")
            if not all(0 < (number(each) or 0) <= _LONGEST_ITEM_MS for each in items):
                yield group.finding(
                    "keeps items for longer than docs/consistency.md promises.",
                    "ParameterNameValues",
                )
            if not all((number(each) or 0) >= _SHORTEST_QUERY_MS for each in queries):
                yield group.finding(
                    "forgets pages that nobody changed: DAX doesn't earn its price.",
                    "ParameterNameValues",
                )


class DaxOnlyReads(Rule):
    id = "E9085"
    shortdesc = "DAX only ever reads, and is only ever read"
    description = f"Its role may {sorted(_READS)}; whoever uses it may {sorted(_READS_OF_DAX)}."
    source_url = f"{_DOCS}DAX.access-control.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for role in roles.services(template):
            for each in roles.allowed(template, role):
                more = set(each.actions) - _READS
                if _SERVICE in roles.takers(role) and more:
                    yield each.finding(f"lets DAX do more than read: {sorted(more)}.")
        for resource in template.resources.values():
            for each in statements(resource):
                of_dax = {action for action in each.actions if action.lower().startswith("dax:")}
                if not each.denies and of_dax - _READS_OF_DAX:
                    yield each.finding("writes through DAX, past the transactions.")
