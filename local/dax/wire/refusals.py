"""What is wrong with a request: its bytes make no sense, or DynamoDB would refuse it."""

from botocore.exceptions import ClientError


class WireError(Exception):
    """The bytes can't be understood: nobody knows where the next request begins."""


def invalid(message: str) -> ClientError:
    """Return a ValidationException, as boto3 raises it."""
    error = {"Error": {"Code": "ValidationException", "Message": message}}
    return ClientError({**error, "ResponseMetadata": {"HTTPStatusCode": 400}}, "dax")  # type: ignore[typeddict-item]  # metadata of its own
