"""Deploys a stage as one CloudFormation template, with the package beside it in a bucket."""

import hashlib
import json
from collections.abc import Mapping

from botocore.exceptions import ClientError

from deploy.building import Built, built
from deploy.cloud import Cloud, code_of, in_words
from deploy.cloudformation.changes import Source, cancel, execute, prepare
from deploy.gateway import flush, of_invalidation, require_log_role, set_stage
from deploy.guard.api import Api
from deploy.resources import outputs_of
from deploy.stages import Asked, Stage
from deploy.template import Template, text
from deploy.words import DeployError, Say


def deploy(cloud: Cloud, stage: Stage, asked: Asked, say: Say) -> None:
    """Ship what the sources are built into. A second time changes only what has changed."""
    say(f"Stage {stage.name}, account {cloud.account}, {cloud.region}.")
    require_log_role(cloud)
    ready = built(stage, say)
    store = asked.bucket or f"{stage.app}-packages-{cloud.account}-{cloud.region}"
    _make_bucket(cloud, store, say, own=asked.bucket is None)
    template = _shipped(cloud, store, ready, say)
    changes = prepare(
        cloud,
        stage.stack,
        Source(url=_upload(cloud, store, text(template).encode(), "json")),
        {"Stage": stage.name, **asked.parameters},
        set(template["Parameters"]),
    )
    if changes is None:
        say(f"{stage.stack} is as the template says.")
    else:
        for line in changes.lines():
            say(line)
        if asked.dry_run:
            cancel(cloud, changes)
    if asked.dry_run:
        say(f"Nothing of {stage.stack} was changed. Package and template are in {store}.")
        return
    if changes is not None:
        execute(cloud, changes, say)
    _finish(cloud, stage, template, say)


def _finish(cloud: Cloud, stage: Stage, template: Template, say: Say) -> None:
    outputs = outputs_of(cloud, stage)
    _, api = Api.of(template)
    if api is None:
        raise DeployError("The template describes no API.")
    if _has_cache(cloud, outputs):
        set_stage(cloud, outputs["RestApiId"], outputs["StageName"], of_invalidation(api), say)
        flush(cloud, outputs["RestApiId"], outputs["StageName"], say)
    say(f"The API is at {outputs['ApiUrl']}")


def _has_cache(cloud: Cloud, outputs: Mapping[str, str]) -> bool:
    with in_words():
        stage = cloud.apigateway.get_stage(
            restApiId=outputs["RestApiId"], stageName=outputs["StageName"]
        )
    return bool(stage.get("cacheClusterEnabled"))


def _make_bucket(cloud: Cloud, name: str, say: Say, *, own: bool) -> None:
    """Find the bucket for packages, or make it if its name is ours to give."""
    try:
        cloud.s3.head_bucket(Bucket=name, ExpectedBucketOwner=cloud.account)
    except ClientError as error:
        if code_of(error) != "404":
            raise DeployError(
                f"The bucket {name} is not for these credentials. Name another: make deploy "
                f"STAGE=… BUCKET=name"
            ) from error
    else:
        return
    if not own:
        raise DeployError(
            f"There is no bucket {name} in this account. Make it (aws s3 mb s3://{name}), or "
            "leave BUCKET out: then one is made."
        )
    say(f"Making the bucket {name} for packages and templates.")
    with in_words():
        _create(cloud, name)
        cloud.s3.put_public_access_block(
            Bucket=name,
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
        )


def _create(cloud: Cloud, name: str) -> None:
    if cloud.region == "us-east-1":  # the one region that can't be named
        cloud.s3.create_bucket(Bucket=name)
        return
    place = {"LocationConstraint": cloud.region}
    cloud.s3.create_bucket(Bucket=name, CreateBucketConfiguration=place)  # type: ignore[arg-type]


def _shipped(cloud: Cloud, bucket: str, ready: Built, say: Say) -> Template:
    """Upload the package, and return the template with its address."""
    package = ready.package.zip.read_bytes()
    say(f"Uploading the package ({len(package) / 1e6:.1f} MB) …")
    key = _key(package, "zip")
    _put(cloud, bucket, key, package)
    template: Template = json.loads(ready.template.read_text())
    uri = {"Bucket": bucket, "Key": key}
    template["Resources"]["APIHandler"]["Properties"]["CodeUri"] = uri
    return template


def _upload(cloud: Cloud, bucket: str, contents: bytes, kind: str) -> str:
    """Upload something, and return its URL."""
    key = _key(contents, kind)
    _put(cloud, bucket, key, contents)
    base: str = cloud.s3.meta.endpoint_url
    return f"{base.rstrip('/')}/{bucket}/{key}"


def _put(cloud: Cloud, bucket: str, key: str, contents: bytes) -> None:
    """Upload what is not there yet: a key is the hash of what it names."""
    try:
        cloud.s3.head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if code_of(error) != "404":
            raise DeployError(f"The bucket {bucket} can't be read: {error}") from error
        with in_words():
            cloud.s3.put_object(Bucket=bucket, Key=key, Body=contents)


def _key(contents: bytes, kind: str) -> str:
    return f"{hashlib.sha256(contents).hexdigest()}.{kind}"
