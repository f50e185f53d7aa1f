"""What a stage's stack has made, and what the function is configured with of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.cloud import Cloud, in_words
from deploy.cloudformation.progress import described
from deploy.stages import Stage
from deploy.words import DeployError

ENVIRONMENT = {
    "TABLE_NAME": "TableName",
    "BUCKET": "Bucket",
    "USER_POOL_ARN": "UserPoolArn",
    "USER_POOL_CLIENT_ID": "UserPoolClientId",
    "IDENTITY_POOL_ID": "IdentityPoolId",
}
"""The function's settings, and the outputs of resources.yaml that they are. api.yaml says the same
to CloudFormation, of the resources themselves."""


@dataclass(frozen=True, slots=True)
class Function:
    """What a stage's function is deployed with."""

    environment: Mapping[str, str]
    role_arn: str
    subnet_ids: tuple[str, ...]
    """Empty on a stage without DAX, whose function is in no network."""
    security_group_ids: tuple[str, ...]


def outputs_of(cloud: Cloud, stage: Stage) -> dict[str, str]:
    """Return the outputs of a stage's stack, or say that it has to be made first."""
    found = described(cloud, stage.stack)
    if found is None:
        raise DeployError(
            f"The stage {stage.name} has no resources in {cloud.region} yet: "
            f"make deploy STAGE={stage.name}"
        )
    return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}


def function_of(cloud: Cloud, stage: Stage) -> Function:
    """Read what the stage's function is deployed with."""
    outputs = outputs_of(cloud, stage)
    if "ApiRoleArn" not in outputs:
        raise DeployError(
            f"The stack {stage.stack} is not complete: make deploy STAGE={stage.name}"
        )
    with in_words():
        key = cloud.secrets.get_secret_value(SecretId=outputs["SigningKeyArn"])["SecretString"]
    return Function(
        environment={name: outputs[output] for name, output in ENVIRONMENT.items()}
        | {"SIGNING_KEY": key, "DAX_ENDPOINT": outputs.get("DaxEndpoint", "")},
        role_arn=outputs["ApiRoleArn"],
        subnet_ids=_listed(outputs.get("SubnetIds", "")),
        security_group_ids=_listed(outputs.get("SecurityGroupIds", "")),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
