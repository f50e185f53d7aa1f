"""Finds the template's policies as they are deployed, and whom and what they are attached to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.permissions.names import ATTRIBUTES, REFERENCES, role_arn
from tests.permissions.resolving import Resolver
from tests.support.template import template

Policy = dict[str, Any]

_UNHEARD = {"ManagedPolicyArns", "PermissionsBoundary"}
"""Properties of a role that would decide too, and that nothing here asks."""


@dataclass(frozen=True)
class Attached:
    """One policy, the roles that it is attached to, and the resources that it guards."""

    name: str
    policy: Policy
    roles: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stack:
    """The policies that are there with these parameters."""

    name: str
    attached: tuple[Attached, ...]

    def policies(self) -> dict[str, Policy]:
        """Return each policy, by a name that no other stack's has."""
        return {self.named(found.name): found.policy for found in self.attached}

    def named(self, policy: str) -> str:
        """Return the policy's name here and elsewhere."""
        return f"{policy} ({self.name})"

    def of_role(self, role: str) -> tuple[str, ...]:
        """Return the policies of a role."""
        return tuple(self.named(found.name) for found in self.attached if role in found.roles)

    def guard(self, resource: str) -> str | None:
        """Return the policy at a resource, or at the bucket that an object is in."""
        for found in self.attached:
            if {resource, resource.partition("/")[0]} & set(found.guards):
                return self.named(found.name)
        return None


def stack(name: str, **parameters: str) -> Stack:
    """Return the stack that the template makes of these parameters, and of the others' defaults."""
    contents = template()
    resolver = _resolver(contents, parameters)
    return Stack(name, tuple(_all_attached(_existing(contents, resolver), resolver)))


def _resolver(contents: dict[str, Any], parameters: Mapping[str, str]) -> Resolver:
    unknown = parameters.keys() - contents["Parameters"].keys()
    assert not unknown, f"no such parameters: {unknown}"
    # CloudFormation compares numbers as text.
    defaults = {name: str(value["Default"]) for name, value in contents["Parameters"].items()}
    conditions = Resolver({**defaults, **parameters}, {}, contents["Conditions"])
    there = _existing(contents, conditions).keys()
    references = {n: v for n, v in REFERENCES.items() if n in there or n.startswith("AWS::")}
    attributes = {n: v for n, v in ATTRIBUTES.items() if n.partition(".")[0] in there}
    return Resolver({**conditions.references, **references}, attributes, contents["Conditions"])


def _existing(contents: dict[str, Any], resolver: Resolver) -> dict[str, Any]:
    return {
        name: resource
        for name, resource in contents["Resources"].items()
        if "Condition" not in resource or resolver.holds(resource["Condition"])
    }


def _all_attached(resources: dict[str, Any], resolver: Resolver) -> Iterator[Attached]:
    for name, resource in resources.items():
        properties = resource["Properties"]
        match resource["Type"]:
            case "AWS::IAM::Role":
                yield from _of_role(name, properties, resolver)
            case "AWS::IAM::Policy":
                roles = tuple(role["Ref"] for role in properties["Roles"])
                yield Attached(name, resolver.resolve(properties["PolicyDocument"]), roles)
            case "AWS::S3::BucketPolicy":
                guarded = (f"arn:aws:s3:::{resolver.resolve(properties['Bucket'])}",)
                yield Attached(name, resolver.resolve(properties["PolicyDocument"]), (), guarded)
            case "AWS::SNS::TopicPolicy":
                guarded = tuple(resolver.resolve(properties["Topics"]))
                yield Attached(name, resolver.resolve(properties["PolicyDocument"]), (), guarded)
            case "AWS::EC2::VPCEndpoint":
                yield Attached(name, resolver.resolve(properties["PolicyDocument"]))


def _of_role(role: str, properties: dict[str, Any], resolver: Resolver) -> Iterator[Attached]:
    unheard = properties.keys() & _UNHEARD
    assert not unheard, f"{role} has {unheard}, which would decide too"
    trust = resolver.resolve(properties["AssumeRolePolicyDocument"])
    yield Attached(f"{role}'s trust", trust, guards=(role_arn(role),))
    for inline in properties["Policies"]:
        document = resolver.resolve(inline["PolicyDocument"])
        yield Attached(f"{role}'s {inline['PolicyName']}", document, (role,))


EVERYTHING = stack("with all there is", DirectTableRead="true", DaxNodes="3", AlarmEmail="a@b.eu")
DEFAULTS = stack("by default")
