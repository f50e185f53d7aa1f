"""What the fields mean, in a sentence each."""

_COMMON = {
    "rank": "Its place in the user's order: ranks are compared byte by byte. Moving changes it.",
    "updated_at": "When it was last written.",
    "revision": "The user's revision that last wrote it: of two copies, the higher one is newer.",
}

OF_TODO = {
    "id": "The name of the to-do: a UUID, in lower case. It never changes.",
    "title": "What is to be done. Kept as it was sent, spaces included; not blank.",
    "notes": "More about it. Not in pages.",
    "has_notes": "Whether notes is not empty. In pages only.",
    "done": "Whether it is done.",
    "done_at": "When it was done. Sent with any offset; without it, the service's time is taken.",
    "due": "When it is due, as a clock on the wall shows it: a date, or a local date and time.",
    "due_zone": "Where due is meant: an IANA time zone. It needs a due with a time of day.",
    "due_at": "due in due_zone, as UTC.",
    "priority": "How much it matters.",
    "labels": "The user's own tags, all different, in the order in which they were sent.",
    "list": "The list that it is in: inbox, or the id of a list.",
    "parent": "The to-do that it is a subtask of. It is in that one's list.",
    "subtasks": "How many subtasks it has, done or not.",
    "recurrence": "When it comes again: an RRULE (RFC 5545). It needs a due, and no parent.",
    "series": "What all occurrences of a recurring to-do have in common.",
    "occurrence": "When the rule has it due; due itself may have been put off.",
    "reminders": "When a device shall speak up: times before due, such as -PT30M, or instants.",
    "created_at": "When the to-do was made.",
    **_COMMON,
}

OF_LIST = {
    "id": "The name of the list: a UUID, in lower case, or inbox. It never changes.",
    "name": "What the user calls it. Kept as it was sent; not blank.",
    "colour": "How it is shown, such as #1e90ff.",
    "archived": "Whether it was put away: it is shown among those, and works all the same.",
    "created_at": "When the list was made.",
    **_COMMON,
}

MOVE = {
    "after": "The id of the one that it shall come right after.",
    "before": "The id of the one that it shall come right before.",
    "to": "To an end of the order. Without any of the three it is the last.",
    "list": "The list that it goes to; without one, it stays in its own.",
}

RENAME = {"label": "The label as it is now.", "name": "What it shall be."}

TRASHED = {
    "deleted_at": "When it was deleted.",
    "expires_at": "Until when it can be restored.",
}

IGNORED = "Written by the service. It may be sent back, and is ignored."

ABOUT = """\
To-dos for mobile apps: every write is one transaction, every read is sure.

* Sign in to the Cognito user pool, and send its **id token** as `Authorization`, bare or after
  `Bearer `. The user is the token's `sub`: no request can name another.
* Errors are problem details (RFC 9457). Decide by `type`, or by `status` for a type that you don't
  know. Any path may answer 404 of type `no-such-route`, any other method 405 of type
  `method-not-allowed`: they belong to no operation, and stand among the responses below.
* All answers have CORS headers, for any origin. A request with `Accept-Encoding: gzip` may be
  answered with `Content-Encoding: gzip`.
* Answers may gain fields, and there may be new problem types. Ignore what you don't know.

docs/api.md says what all of it means together.
"""
