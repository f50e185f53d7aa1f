"""Sign in, get credentials, and work in the user's own folder, with boto3.

    .venv/bin/python examples/folder/folder.py [configuration]

The configuration is .local/demo.json of a running `make run`, or a file with the same fields for a
stage in the cloud, where aws_endpoint_url is null.
"""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import boto3
import jwt
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from pycognito.aws_srp import AWSSRP

MEGABYTE = 1024 * 1024


def main(config: dict[str, Any]) -> None:
    """Put, list, get and delete; a long file goes in parts."""
    s3, folder = open_folder(config, sign_in(config))
    bucket = config["bucket"]
    s3.put_object(Bucket=bucket, Key=folder + "list.txt", Body=b"milk, bread")
    # In parts, each of which can be sent again: what is longer than 8 MB, by itself.
    photo = os.urandom(12 * MEGABYTE)
    s3.upload_fileobj(io.BytesIO(photo), bucket, folder + "photo.jpg")
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=folder):
        for each in page.get("Contents", []):
            print(f"{each['Size']:>10}  {each['Key'].removeprefix(folder)}")
    text = s3.get_object(Bucket=bucket, Key=folder + "list.txt")["Body"].read()
    print(text.decode())
    copy = io.BytesIO()
    s3.download_fileobj(bucket, folder + "photo.jpg", copy)
    print("the photo is the same:", copy.getvalue() == photo)
    for name in ("list.txt", "photo.jpg"):
        s3.delete_object(Bucket=bucket, Key=folder + name)


def sign_in(config: dict[str, Any]) -> str:
    """Return an id token. The password does not leave this machine (SRP)."""
    answer = AWSSRP(
        username=config["username"],
        password=config["password"],
        pool_id=config["user_pool_id"],
        client_id=config["user_pool_client_id"],
        client=_stranger("cognito-idp", config),
    ).authenticate_user()
    token: str = answer["AuthenticationResult"]["IdToken"]
    return token


def open_folder(config: dict[str, Any], token: str) -> tuple[Any, str]:
    """Return S3 with the user's own credentials, good for an hour, and the folder's name."""
    provider = f"cognito-idp.{config['region']}.amazonaws.com/{config['user_pool_id']}"
    logins = {provider: token}
    pool = _stranger("cognito-identity", config)
    identity = pool.get_id(IdentityPoolId=config["identity_pool_id"], Logins=logins)["IdentityId"]
    found = pool.get_credentials_for_identity(IdentityId=identity, Logins=logins)["Credentials"]
    s3 = boto3.client(
        "s3",
        region_name=config["region"],
        endpoint_url=config["aws_endpoint_url"],
        aws_access_key_id=found["AccessKeyId"],
        aws_secret_access_key=found["SecretKey"],
        aws_session_token=found["SessionToken"],
    )
    # Cognito has checked the token; here it only tells the user's id, which `GET /me` tells too.
    user = jwt.decode(token, options={"verify_signature": False})["sub"]
    return s3, f"users/{user}/"


def _stranger(service: str, config: dict[str, Any]) -> Any:  # noqa: ANN401 - as boto3 has it
    """Return a client without credentials: there are none in an app."""
    return boto3.client(
        service,
        region_name=config["region"],
        endpoint_url=config["aws_endpoint_url"],
        config=Config(signature_version=UNSIGNED),
    )


def configuration(path: Path) -> dict[str, Any]:
    """Read where everything is."""
    try:
        found: dict[str, Any] = json.loads(path.read_text())
    except FileNotFoundError:
        sys.exit(f"There is no {path}: start `make run`, or name another configuration.")
    except ValueError:
        sys.exit(f"{path} is no JSON.")
    return found


if __name__ == "__main__":
    try:
        main(configuration(Path(sys.argv[1] if sys.argv[1:] else ".local/demo.json")))
    except KeyError as missing:
        sys.exit(f"The configuration has no {missing}.")
    except (BotoCoreError, ClientError) as error:
        sys.exit(str(error))
