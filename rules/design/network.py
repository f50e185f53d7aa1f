"""The network that DAX needs: it has no way out, and nobody in it needs one."""

from collections.abc import Iterator

from rules import roles
from rules.design.dax import CLUSTER, security_groups
from rules.rule import Rule
from rules.statements import statements
from rules.template import Finding, Template
from rules.values import choices, text

_DOCS = "https://docs.aws.amazon.com/vpc/latest/"
_DAX_DOCS = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
_TAGS = ["design", "network"]
_TLS_PORT = "9111"
_WAYS_OUT = (
    *("CarrierGateway", "EIP", "EgressOnlyInternetGateway", "InternetGateway"),
    *("NatGateway", "Route", "TransitGatewayAttachment", "TransitGatewayVpcAttachment"),
    *("VPCGatewayAttachment", "VPCPeeringConnection", "VPNConnection", "VPNGateway"),
)
_OUT_OF_REACH = ("s3:", "cognito-", "secretsmanager:")


class NoWayOut(Rule):
    id = "E9086"
    shortdesc = "The network has no way out"
    description = "No gateway, no peering, no route: the endpoint brings its own."
    source_url = f"{_DOCS}userguide/how-it-works.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for each in template.of(*(f"AWS::EC2::{kind}" for kind in _WAYS_OUT)):
            yield each.finding("leads out of the network: code in it could send to-dos anywhere.")
        for subnet in template.of("AWS::EC2::Subnet"):
            if not subnet.always("MapPublicIpOnLaunch", among=[None, False]):
                yield subnet.finding("gives public addresses.", "MapPublicIpOnLaunch")


class EndpointToOurTable(Rule):
    id = "E9087"
    shortdesc = "An endpoint lets through to what is in this template"
    description = (
        "Its policy names resources; without one, it leads to every table of every account."
    )
    source_url = f"{_DOCS}privatelink/vpc-endpoints-access.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for endpoint in template.of("AWS::EC2::VPCEndpoint"):
            allowed = [each for each in statements(endpoint) if not each.denies]
            named = [one for each in allowed for one in each.resources or ["*"]]
            if not named or not all(is_ours(template, one) for one in named):
                yield endpoint.finding(
                    "leads to tables of others, too: code could carry to-dos away in one.",
                    "PolicyDocument",
                )


def is_ours(template: Template, spelt: str) -> bool:
    """Tell whether an Arn begins with that of a resource of this template."""
    return (
        spelt.startswith("<")
        and spelt[1:].partition(">")[0].partition(".")[0] in template.resources
    )


class NothingOutOfReach(Rule):
    id = "E9088"
    shortdesc = "Code in the network asks for nothing that it can't reach"
    description = "A role that may join the network has no permissions for S3, Cognito or secrets."
    source_url = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for role in template.of(roles.ROLE):
            actions = {one for each in roles.allowed(template, role) for one in each.actions}
            far = sorted(one for one in actions if one.lower().startswith(_OUT_OF_REACH))
            if "ec2:CreateNetworkInterface" in actions and far:
                yield role.finding(
                    f"may join the network, and {far}: nothing in there reaches that, and calls "
                    "hang until they time out."
                )


class OnlyTheFunction(Rule):
    id = "E9089"
    shortdesc = "DAX is reached from a security group of this template, at its encrypted port"
    description = "Each rule on ingress names a SourceSecurityGroupId, and port 9111."
    source_url = f"{_DAX_DOCS}DAXEncryptionInTransit.html"
    tags = _TAGS

    def findings(self, template: Template) -> Iterator[Finding]:
        for cluster in template.of(CLUSTER):
            for group in security_groups(template, cluster):
                if not all(
                    _is_narrow(template, each) for each in group.entries("SecurityGroupIngress")
                ):
                    yield group.finding(
                        "lets others than the function reach DAX, or in the clear.",
                        "SecurityGroupIngress",
                    )
        for each in template.of("AWS::EC2::SecurityGroupIngress"):
            yield each.finding("opens a security group from elsewhere: say it in the group itself.")


def _is_narrow(template: Template, ingress: object) -> bool:
    ports = {text(each) for end in ("FromPort", "ToPort") for each in choices(ingress, end)}
    sources = choices(ingress, "SourceSecurityGroupId")
    return ports == {_TLS_PORT} and all(
        template.meant(each, "AWS::EC2::SecurityGroup") for each in sources
    )
