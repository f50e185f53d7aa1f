"""The proxy that other tests trust to fail: what it does to connections, and what it records."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from tests.integration.support.conftest import PATIENT
from tests.integration.support.puts import TABLE, key, put
from tests.support.engines import Engine
from tests.support.faults import Fault, FaultProxy, Faults

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

READING = """{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*"}]}"""


def test_a_recording_holds_every_request_of_its_block_and_no_other(
    client: "DynamoDBClient", proxy: FaultProxy
) -> None:
    put(client, "before")
    with proxy.recording() as requests:
        client.get_item(TableName=TABLE, Key=key("before"))
    put(client, "after")
    assert [request.operation for request in requests] == ["GetItem"]
    assert requests[0].parameters == {"TableName": TABLE, "Key": key("before")}


def test_stopping_the_proxy_ends_black_holes_and_delays(engine: Engine) -> None:
    with ThreadPoolExecutor() as pool:
        with FaultProxy(engine.endpoint_url, seed=1, faults=Faults(delay_s=60)) as proxy:
            proxy.script(Fault.BLACK_HOLE, Fault.DELAY)
            client = engine.client(proxy.url, PATIENT)
            waits = [pool.submit(put, client, "stuck") for _ in range(2)]
            while proxy.counts.total() < len(waits):
                time.sleep(0.01)
        for wait in waits:
            assert isinstance(wait.exception(timeout=5), ConnectionClosedError)
        client.close()


def test_one_connection_serves_many_requests_without_stalling(client: "DynamoDBClient") -> None:
    # Each is more than one packet: delayed acknowledgements would cost 40 ms each, 4 s in all.
    began = time.monotonic()
    for number in range(100):
        put(client, f"large-{number}", notes="x" * 5000)
    assert time.monotonic() - began < 4


def test_signatures_stay_valid_through_the_proxy(engine: Engine, proxy: FaultProxy) -> None:
    iam: Any = engine.any_client("iam")
    iam.create_user(UserName="reader")
    iam.put_user_policy(UserName="reader", PolicyName="read", PolicyDocument=READING)
    issued = iam.create_access_key(UserName="reader")["AccessKey"]
    iam.close()
    reader = engine.client(proxy.url, key=(issued["AccessKeyId"], issued["SecretAccessKey"]))
    forger = engine.client(proxy.url, key=(issued["AccessKeyId"], "forged"))
    reader.get_item(TableName=TABLE, Key=key("anybody"))
    with pytest.raises(ClientError, match="InvalidSignatureException"):
        forger.get_item(TableName=TABLE, Key=key("anybody"))
    reader.close()
    forger.close()
