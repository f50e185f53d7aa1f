"""What is wrong with a request: its bytes make no sense, or DynamoDB would refuse it."""

from http import HTTPStatus

from botocore.exceptions import ClientError

from local.dax.client_errors import client_error


class WireError(Exception):
    """The bytes can't be understood.

    Raised while a call is read, nobody knows where the next one begins, and the connection is of
    no more use. Raised by what a call says, where the call ends is known, and the next is as good
    as any.
    """


def invalid(message: str) -> ClientError:
    """Return a ValidationException, as boto3 raises it."""
    return client_error("dax", "ValidationException", message, HTTPStatus.BAD_REQUEST)
