"""The user's own folder of files, which the app hands out and never opens."""


def prefix_of(owner: str) -> str:
    """Return what the keys of a user's files begin with.

    The policy of resources.yaml that opens it to the user's own credentials says the same.
    """
    return f"users/{owner}/"
