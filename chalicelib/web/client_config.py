"""What an app must know before anybody signs in: where, and what the API takes.

All of it is public, and the same for everybody.
"""

from functools import cache

from chalicelib.model import fields, recurrence
from chalicelib.model.text import compact_json
from chalicelib.settings import Settings, settings
from chalicelib.store import views
from chalicelib.web import strict_json
from chalicelib.writes import subtasks


@cache
def text() -> str:
    """Return what this deployment's clients are told. It changes with a deployment only."""
    return compact_json(told(settings()))


def told(deployed: Settings) -> dict[str, object]:
    """Return what the clients of a deployment are told; none of its settings that is secret."""
    return {
        "region": deployed.region,
        "user_pool_id": deployed.user_pool_id,
        "user_pool_client_id": deployed.user_pool_client_id,
        "identity_pool_id": deployed.identity_pool_id,
        "bucket": deployed.bucket,
        "minimum_app_version": deployed.minimum_app_version,
        "limits": {
            "title_length": fields.TITLE_LENGTH,
            "notes_length": fields.NOTES_LENGTH,
            "labels": fields.LABELS,
            "label_length": fields.LABEL_LENGTH,
            "reminders": fields.REMINDERS,
            "recurrence_length": recurrence.LONGEST_RULE,
            "subtasks": subtasks.SUBTASKS,
            "list_name_length": fields.NAME_LENGTH,
            "body_bytes": strict_json.LONGEST_BODY_BYTES,
            "page": views.PAGE_LIMIT,
            "todos": deployed.max_todos,
            "lists": deployed.max_lists,
            "bytes": deployed.max_bytes,
        },
    }
