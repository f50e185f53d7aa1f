"""Faults that change no decision, each with the reason why that is right."""

from tests.permissions.names import TABLE

_BELOW = "Nothing else below a table is read by these actions."
_AT_ITS_RESOURCE = "It stands where only actions of this service arrive."
_ALWAYS_SAID = "AWS says with each request whether it came by TLS."
_FORBIDS_MORE = "It forbids more without TLS, and nobody needs that."

SURVIVORS = {
    "SignedInRole's trust, SignedInToOurPool: sts:Tag* for sts:TagSession": (
        "The other action of that name is about tokens that AWS makes, and about no role."
    ),
    "SignedInRole's trust, SignedInToOurPool: "
    "ForAnyValue:StringLikeIfExists for ForAnyValue:StringLike": (
        "Cognito says with each identity how it was authenticated. (The simulator has ForAnyValue "
        "fail without a value, IfExists or not.)"
    ),
    "DirectTableReadPolicy, ReadOwnPartition: dynamodb:Get* for dynamodb:GetItem": (
        "The others are about streams, or name no leading key as Null demands."
    ),
    "DirectTableReadPolicy, ReadOwnPartition: "
    "ForAllValues:StringEqualsIfExists for ForAllValues:StringEquals": (
        "ForAllValues holds without a value anyway: Null is what demands one."
    ),
    f"DirectTableReadPolicy, ReadOwnPartition: {TABLE}/* for {TABLE}/index/*": _BELOW,
    f"DirectTableReadPolicy, ReadOwnPartition: {TABLE}/*/* for {TABLE}/index/*": _BELOW,
    f"ApiRole's api, QueryViews: {TABLE}/* for {TABLE}/index/*": _BELOW,
    f"ApiRole's api, QueryViews: {TABLE}/*/* for {TABLE}/index/*": _BELOW,
    f"DaxRole's read-table, QueryViews: {TABLE}/* for {TABLE}/index/*": _BELOW,
    f"DaxRole's read-table, QueryViews: {TABLE}/*/* for {TABLE}/index/*": _BELOW,
    "FilesBucketPolicy, TlsOnly: * for s3:*": _AT_ITS_RESOURCE,
    "FilesBucketPolicy, TlsOnly: BoolIfExists for Bool": _ALWAYS_SAID,
    "TableEndpoint, OurTableOnly: * for dynamodb:*": _AT_ITS_RESOURCE,
    "AlarmTopicPolicy, TlsOnly: * for sns:Publish": _FORBIDS_MORE,
    "AlarmTopicPolicy, TlsOnly: sns:* for sns:Publish": _FORBIDS_MORE,
    "AlarmTopicPolicy, TlsOnly: BoolIfExists for Bool": _ALWAYS_SAID,
}
