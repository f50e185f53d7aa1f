"""Errors: what the public client raises of them."""

from collections.abc import Iterator

import pytest
from amazondax.DaxError import DaxServiceError

from tests.dax.conversation import (
    ITEM,
    KEY,
    OTHER,
    Conversation,
    a_conversation,
    refusal,
)


@pytest.fixture(scope="module")
def talk() -> Iterator[Conversation]:
    with a_conversation() as conversation:
        yield conversation


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        *(
            (code, code)
            for code in (
                "ProvisionedThroughputExceededException",
                "ResourceNotFoundException",
                "ConditionalCheckFailedException",
                "ResourceInUseException",
                "ValidationException",
                "ItemCollectionSizeLimitExceededException",
                "LimitExceededException",
                "ThrottlingException",
                "AccessDeniedException",
                "TransactionConflictException",
                "IdempotentParameterMismatchException",
                "UnrecognizedClientException",
            )
        ),
        ("InternalServerError", "InternalServerErrorException"),
        ("RequestLimitExceeded", "RequestLimitExceededException"),
    ],
)
def test_an_error_keeps_its_code_its_words_and_its_status(
    talk: Conversation, code: str, seen: str
) -> None:
    with pytest.raises(DaxServiceError, match="in words") as raised:
        talk.ask("get_item", refusal(code, "in words", 418), TableName="todo", Key=KEY)
    response = raised.value.response
    assert response["Error"]["Code"] == seen
    assert response["ResponseMetadata"] == {"RequestId": "REQUEST", "HTTPStatusCode": 418}


def test_a_cancelled_transaction_says_why_and_what_it_met(talk: Conversation) -> None:
    reasons = [
        {"Code": "None"},
        {"Code": "ConditionalCheckFailed", "Message": "no", "Item": ITEM},
    ]
    cancelled = refusal("TransactionCanceledException", "cancelled", CancellationReasons=reasons)
    with pytest.raises(DaxServiceError) as raised:
        talk.ask(
            "transact_write_items",
            cancelled,
            TransactItems=[{"Put": {"TableName": "todo", "Item": item}} for item in (KEY, OTHER)],
        )
    *fine, code, message, met = raised.value.cancellation_reasons
    assert fine == ["None", None, None]
    assert (code, message) == ("ConditionalCheckFailed", "no")
    assert met[:1] == b"\x1b"  # an attribute list's number: the item is not decoded by the client


def test_a_table_that_is_not_there_is_told_before_the_request(talk: Conversation) -> None:
    with pytest.raises(DaxServiceError) as raised:
        talk.ask("get_item", {}, TableName="nowhere", Key=KEY)
    assert raised.value.response["Error"]["Code"] == "ResourceNotFoundException"
