"""What holds data, and the table."""

from tests.rules.edits import drop, put

BROKEN = {
    "E9061": [
        ("the table goes with the stack", put("Resources/TodoTable/DeletionPolicy", "Delete")),
        ("accounts go with the stack", drop("Resources/UserPool/DeletionPolicy")),
        ("files go with the stack", drop("Resources/FilesBucket/DeletionPolicy")),
    ],
    "E9062": [
        ("the table goes when it is replaced", drop("Resources/TodoTable/UpdateReplacePolicy")),
        (
            "accounts go when they are replaced",
            put("Resources/UserPool/UpdateReplacePolicy", "Delete"),
        ),
        ("files go when they are replaced", drop("Resources/FilesBucket/UpdateReplacePolicy")),
    ],
    "E9063": [
        ("the table is never protected", drop("TodoTable/DeletionProtectionEnabled")),
        (
            "the table is never protected, plainly",
            put("TodoTable/DeletionProtectionEnabled", False),
        ),
        ("the user pool is never protected", put("UserPool/DeletionProtection", "INACTIVE")),
        (
            "protected where it isn't asked for",
            put("UserPool/DeletionProtection", {"Fn::If": ["Protected", "INACTIVE", "ACTIVE"]}),
        ),
        (
            "protected by the number of nodes",
            put("TodoTable/DeletionProtectionEnabled", {"Fn::If": ["HasDax", True, False]}),
        ),
    ],
    "E9064": [
        (
            "no way back",
            put("TodoTable/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled", False),
        ),
        ("nothing is said about it", drop("TodoTable/PointInTimeRecoverySpecification")),
    ],
    "E9065": [
        ("AWS's own key", put("TodoTable/SSESpecification/SSEEnabled", False)),
        ("nothing is said about keys", drop("TodoTable/SSESpecification")),
    ],
    "E9066": [
        ("off", put("TodoTable/TimeToLiveSpecification/Enabled", False)),
        ("another attribute", put("TodoTable/TimeToLiveSpecification/AttributeName", "ttl")),
        ("nothing is said about expiry", drop("TodoTable/TimeToLiveSpecification")),
    ],
}
