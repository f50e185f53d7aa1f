"""Paths that no library would send: signed with good credentials, and spelt as attackers do."""

from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import pytest
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.integration.folder.crossings import SECRET
from tests.integration.folder.witness import nothing_changes
from tests.support.folders import Folder, IdentityPool, an_administrator


@pytest.fixture(scope="module")
def credentials(annas: Folder) -> Credentials:
    found = IdentityPool(annas.demo).credentials(annas.user.token)
    return Credentials(found["AccessKeyId"], found["SecretKey"], found["SessionToken"])


def sent(
    folder: Folder, credentials: Credentials, method: str, path: str, body: bytes = b""
) -> tuple[int, bytes]:
    """Sign and send a request with this very path, and return its status and body."""
    url = folder.demo.aws_endpoint_url + path
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
    yield f"/{bucket}/users/{file}?prefix={quote(mine.prefix, safe='')}"


def lists(mine: Folder, theirs: Folder) -> Iterator[str]:
    """Yield ways to ask for a list of another's folder, most of them with the own one beside it."""
    me, victim = quote(mine.prefix, safe=""), quote(theirs.prefix, safe="")
    up = quote(f"{mine.prefix}../{theirs.user.owner}/", safe="")
    for kind in ("", "list-type=2&", "versions&", "uploads&"):
        for prefix in (f"prefix={victim}", f"prefix={me}&prefix={victim}", f"prefix={up}"):
            yield f"/{mine.bucket}?{kind}{prefix}"
        yield f"/{mine.bucket}?{kind}prefix={victim}&prefix={me}"
        yield f"/{mine.bucket}?{kind}prefix={me}&start-after={victim}"
        yield f"/{mine.bucket}?delimiter=%2F&{kind}prefix=users%2F"
        yield f"/{mine.bucket}?{kind}prefix="
        yield f"/{mine.bucket}/?{kind}prefix={victim}"


@pytest.fixture
def theirs(bens: Folder) -> Folder:
    """Ben's folder, with a secret in it."""
    bens.s3.put_object(Bucket=bens.bucket, Key=bens.key("secret.txt"), Body=SECRET)
    return bens


def told(answer: tuple[int, bytes], theirs: Folder) -> bool:
    """Tell whether an answer shows what is in another's folder."""
    return SECRET in answer[1] or f"<Key>{theirs.prefix}".encode() in answer[1]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "POST"])
def test_no_spelling_of_a_path_leads_into_another_folder(
    annas: Folder, theirs: Folder, credentials: Credentials, method: str
) -> None:
    body = b"overwritten" if method == "PUT" else b""
    # No XML can name a key with %00 in it, so that who made one could never list again.
    reading = method in {"GET", "HEAD"}
    tried = [path for path in paths(annas, theirs) if reading or "%00" not in path]
    with nothing_changes(theirs):
        answers = {path: sent(annas, credentials, method, path, body) for path in tried}
    assert len(answers) >= 55
    assert [path for path, answer in answers.items() if told(answer, theirs)] == []
    assert [path for path, answer in answers.items() if answer[0] >= 500] == []
    assert not any(b"SignatureDoesNotMatch" in answer[1] for answer in answers.values())


def test_no_way_to_ask_for_a_list_shows_another_folder(
    annas: Folder, theirs: Folder, credentials: Credentials
) -> None:
    answers = {path: sent(annas, credentials, "GET", path) for path in lists(annas, theirs)}
    assert len(answers) >= 30
    assert [path for path, answer in answers.items() if told(answer, theirs)] == []
    assert not any(b"SignatureDoesNotMatch" in answer[1] for answer in answers.values())
    own = f"/{annas.bucket}?prefix={quote(annas.prefix, safe='')}"
    assert sent(annas, credentials, "GET", own)[0] == 200


def bodies(mine: Folder, theirs: Folder, version: str) -> dict[str, str]:
    """Return crooked lists of what is to be deleted; the first of two names is often taken."""
    own, foreign = f"<Key>{mine.key('x')}</Key>", f"<Key>{theirs.key('secret.txt')}</Key>"
    which = f"<VersionId>{version}</VersionId>"
    space = '<Object xmlns="urn:other">'
    return {
        "foreign": f"<Object>{foreign}</Object>",
        "foreign, then own": f"<Object>{foreign}{own}</Object>",
        "own, then foreign": f"<Object>{own}{foreign}</Object>",
        "own object, then foreign": f"<Object>{own}</Object><Object>{foreign}</Object>",
        "foreign object, then own": f"<Object>{foreign}</Object><Object>{own}</Object>",
        "a foreign version": f"<Object>{foreign}{which}</Object>",
        "a version, then none": f"<Object>{foreign}{which}<VersionId/></Object>",
        "none, then a version": f"<Object>{foreign}<VersionId/>{which}</Object>",
        "another namespace": f"{space}{foreign}</Object><Object>{own}</Object>",
        "within another": f"<Object>{own}<Object>{foreign}</Object></Object>",
    }


def test_no_list_of_deletions_reaches_another_folder(
    annas: Folder, theirs: Folder, credentials: Credentials
) -> None:
    versions = an_administrator("s3", theirs.demo).list_object_versions(
        Bucket=theirs.bucket, Prefix=theirs.key("secret.txt")
    )["Versions"]
    namespace = "http://s3.amazonaws.com/doc/2006-03-01/"
    with nothing_changes(theirs):
        for objects in bodies(annas, theirs, versions[0]["VersionId"]).values():
            for opened in ("<Delete>", f'<Delete xmlns="{namespace}">'):
                body = f"{opened}{objects}</Delete>".encode()
                for path in (f"/{annas.bucket}?delete=", f"/{annas.bucket}/?delete="):
                    assert sent(annas, credentials, "POST", path, body)[0] < 500


def test_a_path_that_is_signed_well_is_answered(annas: Folder, credentials: Credentials) -> None:
    annas.s3.put_object(Bucket=annas.bucket, Key=annas.key("mine.txt"), Body=b"mine")
    path = f"/{annas.bucket}/{annas.key('mine.txt')}"
    assert sent(annas, credentials, "GET", path) == (200, b"mine")
