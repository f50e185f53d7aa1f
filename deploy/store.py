"""The bucket that CloudFormation and Lambda read packages and templates from."""

import hashlib

from deploy.cloud import Cloud, in_words, is_missing
from deploy.words import DeployError, Say


def require_bucket(cloud: Cloud, name: str, say: Say, *, own: bool) -> None:
    """Find the bucket for packages, or make it if its name is ours to give."""
    try:
        with in_words():
            found = cloud.s3.head_bucket(Bucket=name, ExpectedBucketOwner=cloud.account)
    except DeployError as error:
        if not is_missing(error):
            raise DeployError(
                f"The bucket {name} can't be used: {error} Another one: make deploy BUCKET=name"
            ) from error
    else:
        there = found.get("BucketRegion", cloud.region)
        if there != cloud.region:
            raise DeployError(f"The bucket {name} is in {there}: it has to be in {cloud.region}.")
        return
    if not own:
        raise DeployError(
            f"There is no bucket {name} in this account. Make it (aws s3 mb s3://{name}), or "
            "leave BUCKET out: then one is made."
        )
    say(f"Making the bucket {name} for packages and templates.")
    with in_words():
        create_bucket(cloud, name)
        cloud.s3.put_public_access_block(
            Bucket=name,
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
        )


def create_bucket(cloud: Cloud, name: str) -> None:
    """Make a bucket where the rest of the stage is."""
    if cloud.region == "us-east-1":  # the one region that can't be named
        cloud.s3.create_bucket(Bucket=name)
        return
    place = {"LocationConstraint": cloud.region}
    cloud.s3.create_bucket(Bucket=name, CreateBucketConfiguration=place)  # type: ignore[arg-type]


def put(cloud: Cloud, bucket: str, contents: bytes, kind: str) -> str:
    """Upload what is not there yet, and return its key: the hash of what it names."""
    key = f"{hashlib.sha256(contents).hexdigest()}.{kind}"
    try:
        with in_words():
            cloud.s3.head_object(Bucket=bucket, Key=key)
    except DeployError as error:
        if not is_missing(error):
            raise
        with in_words():
            cloud.s3.put_object(Bucket=bucket, Key=key, Body=contents)
    return key


def url_of(cloud: Cloud, bucket: str, key: str) -> str:
    """Return where CloudFormation finds it."""
    return f"{cloud.s3.meta.endpoint_url.rstrip('/')}/{bucket}/{key}"
