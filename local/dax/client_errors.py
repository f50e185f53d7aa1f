"""Errors that this server makes up itself, in the form that botocore gives DynamoDB's."""

from http import HTTPStatus

from botocore.exceptions import ClientError


def client_error(operation: str, code: str, message: str, status: HTTPStatus) -> ClientError:
    """Return an error as DynamoDB would have answered it."""
    return ClientError(
        {
            "Error": {"Code": code, "Message": message},
            "ResponseMetadata": {
                "RequestId": "",
                "HostId": "",
                "HTTPStatusCode": status,
                "HTTPHeaders": {},
                "RetryAttempts": 0,
            },
        },
        operation,
    )
