"""Errors in botocore's form, and what they tell of a write."""

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


def outcome_is_unknown(error: ClientError) -> bool:
    """Tell whether a write may have happened although it was answered with this error."""
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR
