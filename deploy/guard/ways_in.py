"""Ways around what is checked: to the function, to the API, or to another cache."""

import json
from collections.abc import Iterator

from deploy.guard.api import API, Api, Template
from deploy.guard.functions import OF_THE_API

_TRANSFORM = "AWS::Serverless-2016-10-31"

_TYPES = frozenset(
    {
        *("AWS::Serverless::Api", "AWS::Serverless::Function", "AWS::Lambda::Permission"),
        *("AWS::CloudWatch::Alarm", "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter"),
        *("AWS::SNS::Topic", "AWS::SNS::TopicPolicy"),
        *("AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient"),
        *("AWS::Cognito::IdentityPool", "AWS::Cognito::IdentityPoolPrincipalTag"),
        "AWS::Cognito::IdentityPoolRoleAttachment",
        *("AWS::DAX::Cluster", "AWS::DAX::ParameterGroup", "AWS::DAX::SubnetGroup"),
        *("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::S3::BucketPolicy"),
        *("AWS::EC2::RouteTable", "AWS::EC2::SecurityGroup", "AWS::EC2::Subnet"),
        *("AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::VPC", "AWS::EC2::VPCEndpoint"),
        *("AWS::IAM::Policy", "AWS::IAM::Role", "AWS::SecretsManager::Secret"),
    }
)
"""What the template is made of. Another type may be another way in, or another cache: whoever adds
one looks at what it opens, and then adds it here."""

_PROPERTIES = frozenset(
    {
        *("AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "DefinitionBody"),
        *("EndpointConfiguration", "MethodSettings", "MinimumCompressionSize", "OpenApiVersion"),
        *("StageName", "TracingEnabled"),
    }
)
"""What is said of the API; what these mean is known here."""

_GATEWAY = "apigateway.amazonaws.com"


def ways_in(template: Template) -> Iterator[str]:
    """Find what could get to people's data without being checked."""
    resources = template.get("Resources", {})
    if "Globals" in template or template.get("Transform", _TRANSFORM) != _TRANSFORM:
        yield "Globals or another transform would change the API after this was checked."
    if _has_transform(template):
        yield "Fn::Transform would change the template after this was checked."
    for name, each in resources.items():
        kind = each.get("Type")
        if kind not in _TYPES:
            yield f"{name} ({kind}) may be another way in, or another cache."
        properties = each.get("Properties", {})
        if kind == "AWS::Lambda::Permission" and not _lets_the_api_in(properties):
            yield f"{name} lets others than the API call the function, who could be anybody there."
        elif kind == "AWS::Lambda::Permission" and not _is_of_the_api(properties):
            yield f"{name} lets the API do more than call its own function."


def of_the_api(api: Api) -> Iterator[str]:
    """Find properties of the API that nothing here knows."""
    for name in sorted(set(api.properties) - _PROPERTIES):
        yield f"{API} has {name}, and nothing here looks at what that does."


def _lets_the_api_in(properties: Template) -> bool:
    source = json.dumps(properties.get("SourceArn"))
    return properties.get("Principal") == _GATEWAY and json.dumps({"Ref": API}) in source


def _is_of_the_api(properties: Template) -> bool:
    function, action = properties.get("FunctionName"), properties.get("Action")
    return function == {"Ref": OF_THE_API} and action == "lambda:InvokeFunction"


def _has_transform(node: object) -> bool:
    if isinstance(node, dict):
        return "Fn::Transform" in node or any(map(_has_transform, node.values()))
    return isinstance(node, list) and any(map(_has_transform, node))
