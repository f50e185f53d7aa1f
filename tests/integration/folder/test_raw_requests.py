"""Paths that no library would send: signed with good credentials, and spelt as attackers do."""

from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.integration.folder.crossings import SECRET
from tests.integration.folder.witness import nothing_changes
from tests.support.folders import Folder, IdentityPool


@pytest.fixture(scope="module")
def credentials(annas: Folder) -> Credentials:
    found = IdentityPool(annas.demo).credentials(annas.user.token)
    return Credentials(found["AccessKeyId"], found["SecretKey"], found["SessionToken"])


def sent(folder: Folder, credentials: Credentials, method: str, path: str) -> tuple[int, bytes]:
    """Sign and send a request with this very path, and return its status and body."""
    url = folder.demo.aws_endpoint_url + path
    body = b"overwritten" if method == "PUT" else b""
    request = AWSRequest(method, url, data=body)
    S3SigV4Auth(credentials, "s3", folder.demo.region).add_auth(request)
    connection = HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        connection.request(method, path, body, dict(request.headers))
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def paths(mine: Folder, theirs: Folder) -> Iterator[str]:
    """Yield ways to write the path of another's file, most of them by way of the own folder."""
    bucket, me, victim = mine.bucket, mine.user.owner, theirs.user.owner
    file = f"{victim}/secret.txt"
    for up in (
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%252e%252e",
        "..%00",
        "..;",
        "%c0%ae%c0%ae",
        "..%20",
    ):
        for slash in ("/", "%2f", "%5c", "//", "/./", "%252f"):
            yield f"/{bucket}/users/{me}{slash}{up}{slash}{file}"
    yield f"/{bucket}/users/{file}"
    yield f"//{bucket}//users/{file}"
    yield f"/{bucket}/users%2f{victim}%2fsecret.txt"
    yield f"/{bucket}/./users/{file}"
    yield f"/{bucket}/x/../users/{file}"
    yield f"/{bucket}/users/{me}/../../../{bucket}/users/{file}"
    yield f"/other-bucket/../{bucket}/users/{file}"
    yield f"/{bucket}/users/{file}?x-id=GetObject"
    yield f"/{bucket}/users/{file}?versionId=null"
    yield f"/{bucket}/users/{file}?prefix=users/{me}/"
    yield f"/{bucket}?prefix=users/{me}/&prefix=users/{victim}/"
    yield f"/{bucket}?list-type=2&prefix=users/{victim}/&prefix=users/{me}/"
    yield f"/{bucket}?list-type=2&prefix=users/{me}/../{victim}/"
    yield f"/{bucket}?versions&prefix=users/{victim}/"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "POST"])
def test_no_spelling_of_a_path_leads_into_another_folder(
    annas: Folder, bens: Folder, credentials: Credentials, method: str
) -> None:
    bens.s3.put_object(Bucket=bens.bucket, Key=bens.key("secret.txt"), Body=SECRET)
    with nothing_changes(bens):
        answers = {path: sent(annas, credentials, method, path) for path in paths(annas, bens)}
    assert len(answers) >= 60
    told = (SECRET, f"<Key>{bens.prefix}".encode())
    assert [
        path for path, answer in answers.items() if any(each in answer[1] for each in told)
    ] == []
    assert [path for path, answer in answers.items() if answer[0] >= 500] == []


def test_a_path_that_is_signed_well_is_answered(annas: Folder, credentials: Credentials) -> None:
    annas.s3.put_object(Bucket=annas.bucket, Key=annas.key("mine.txt"), Body=b"mine")
    path = f"/{annas.bucket}/{annas.key('mine.txt')}"
    assert sent(annas, credentials, "GET", path) == (200, b"mine")
