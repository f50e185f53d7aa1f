"""Deploys a stage as one CloudFormation template, with the package beside it in a bucket."""

from collections.abc import Callable

from deploy.building import Built, built, with_package
from deploy.cloud import Cloud
from deploy.cloudformation.changes import Source, carry_out, prepare
from deploy.gateway import flush, of_caches_left, of_invalidation, require_log_role, set_stage
from deploy.guard.api import Api
from deploy.guard.caches import cached_methods
from deploy.resources import outputs_of
from deploy.stages import Asked, Stage
from deploy.store import put, require_bucket, url_of
from deploy.template import Template, text
from deploy.words import Say


def deploy(cloud: Cloud, stage: Stage, asked: Asked, say: Say) -> None:
    """Build what the sources say, and ship it."""
    say(f"Stage {stage.name}, account {cloud.account}, {cloud.region}.")
    require_log_role(cloud)
    ship(cloud, built(stage, say), asked, say)


def ship(
    cloud: Cloud,
    ready: Built,
    asked: Asked,
    say: Say,
    *,
    expanded: Callable[[Template], Template] = lambda template: template,
) -> None:
    """Ship what was built. A second time changes only what has changed.

    ``expanded`` makes of the template what CloudFormation understands; AWS needs none.
    """
    stage = ready.stage
    store = asked.bucket or f"{stage.app}-packages-{cloud.account}-{cloud.region}"
    require_bucket(cloud, store, say, own=asked.bucket is None)
    template = _shipped(cloud, store, ready, say)
    key = put(cloud, store, text(expanded(template)).encode(), "json")
    parameters = {"Stage": stage.name, **asked.parameters}
    source = Source(url=url_of(cloud, store, key))
    changes = prepare(cloud, stage.stack, source, parameters, set(template["Parameters"]))
    carry_out(cloud, stage.stack, changes, say, only_tell=asked.dry_run)
    if asked.dry_run:
        say(f"Nothing of {stage.stack} was changed. Package and template are in {store}.")
        return
    _finish(cloud, stage, template, say)


def _finish(cloud: Cloud, stage: Stage, template: Template, say: Say) -> None:
    """Set what CloudFormation can't, and forget what was cached of the version before."""
    outputs = outputs_of(cloud, stage)
    api_id, api = outputs["RestAPIId"], Api.of(template)
    left = of_caches_left(cloud, api_id, stage.version, cached_methods(api))
    set_stage(cloud, api_id, stage.version, left | of_invalidation(api), say)
    flush(cloud, api_id, stage.version, say)
    say(f"The API is at {outputs['EndpointURL'].rstrip('/')}")


def _shipped(cloud: Cloud, bucket: str, ready: Built, say: Say) -> Template:
    """Upload the package, and return the template with its address."""
    package = ready.package.zip.read_bytes()
    say(f"Uploading the package ({len(package) / 1e6:.1f} MB) …")
    return with_package(ready, bucket, put(cloud, bucket, package, "zip"))
