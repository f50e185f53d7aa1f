"""All policies that cases ask: the template's, and others' that are as open as can be."""

from tests.permissions.stacks import DEFAULTS, EVERYTHING, Policy

EVERYTHING_ALLOWED = "an administrator's"
OPEN = "open to everybody"

_OTHERS: dict[str, Policy] = {
    EVERYTHING_ALLOWED: {
        "Version": "2012-10-17",
        "Statement": [{"Sid": "Everything", "Effect": "Allow", "Action": "*", "Resource": "*"}],
    },
    # At each resource of another account. Our roles must not carry anything there.
    OPEN: {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "Open", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
        ],
    },
}

POLICIES = {**_OTHERS, **DEFAULTS.policies(), **EVERYTHING.policies()}
