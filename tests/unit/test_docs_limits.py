"""Every number that the documentation promises is the one in force."""

import json
import re
from pathlib import Path
from uuid import UUID

from chalicelib import errors, times
from chalicelib.folder import prefix_of
from chalicelib.jobs import queue
from chalicelib.model import fields, recurrence, reminders
from chalicelib.store import breaker, dax, reading, records, views
from chalicelib.web import conditions, cursor, strict_json
from chalicelib.writes import subtasks
from local import dax_process
from local.http_head import HEAD_BYTES
from tests.support.deployed import deployed
from tests.support.markdown import numbers, section, table
from tests.support.template import template

ROOT = Path(__file__).parents[2]
API = (ROOT / "docs" / "api.md").read_text()
FOLDER = (ROOT / "docs" / "folder.md").read_text()
LONGEST_REMINDER_DAYS = reminders.LONGEST_MINUTES // (24 * 60)
CONSISTENCY = (ROOT / "docs" / "consistency.md").read_text()


def limits() -> dict[str, list[int]]:
    """Return what the table of limits must say, each number from where it is decided."""
    client = template()["Resources"]["UserPoolClient"]["Properties"]
    pool = template()["Resources"]["UserPool"]["Properties"]
    chalice = json.loads((ROOT / ".chalice" / "config.json").read_text())
    return {
        "request body, decompressed": [strict_json.LONGEST_BODY_BYTES],
        "request line and header values": [HEAD_BYTES],
        "`title`": [1, fields.TITLE_LENGTH],
        "`notes`": [fields.NOTES_LENGTH],
        "`labels`": [fields.LABELS, 1, fields.LABEL_LENGTH],
        "`reminders`": [fields.REMINDERS],
        "a reminder before the due": [LONGEST_REMINDER_DAYS],
        "`recurrence`": [recurrence.LONGEST_RULE],
        "subtasks of one to-do": [subtasks.SUBTASKS],
        "`name` of a list": [1, fields.NAME_LENGTH],
        "years in `due`, `due_from`, `due_to`, `done_at`": [times.FIRST_YEAR, times.LAST_YEAR],
        "`limit`": [1, views.PAGE_LIMIT, views.DEFAULT_LIMIT],
        "`cursor`": [cursor.LONGEST],
        "`Idempotency-Key`": [1, longest_key()],
        "an `Idempotency-Key` is kept for": [records.KEPT.days],
        "the id of a deleted to-do or list stays taken for": [records.KEPT.days],
        "a deleted to-do can be restored for": [records.KEPT.days],
        "jobs of one user in the background at a time": [queue.MOST_JOBS],
        "pages have no `ETag` after a write for": [reading.SETTLE_S],
        "answers are compressed from": [chalice["minimum_compression_size"]],
        "entries in `errors`": [errors.MOST_ERRORS],
        "to-dos of one user": [deployed().max_todos],
        "lists of one user": [deployed().max_lists],
        "bytes of one user's titles, notes, labels and names of lists": [deployed().max_bytes],
        "password": [pool["Policies"]["PasswordPolicy"]["MinimumLength"]],
        "id token": [client["IdTokenValidity"]],
        "refresh token": [client["RefreshTokenValidity"]],
        "time that one request may take in the service": [chalice["lambda_timeout"]],
    }


def longest_key() -> int:
    return max(
        length for length in range(1, 1000) if conditions.IDEMPOTENCY_KEY.fullmatch("k" * length)
    )


def test_each_limit_is_the_one_in_force() -> None:
    told = {row["Limit"]: numbers(row["Value"]) for row in table(API, "Limit", "Value")}
    assert told == limits()


def test_limits_that_are_told_elsewhere_too_are_the_same() -> None:
    for route in ("GET /todos", "GET /lists", "GET /trash"):
        parameters = table(section(API, f"### `{route}`"), "Parameter")
        (limit,) = [row for row in parameters if row["Parameter"] == "`limit`"]
        assert numbers(limit["Values"]) == [1, views.PAGE_LIMIT]
        assert numbers(limit["Default"]) == [views.DEFAULT_LIMIT]
    assert f"first {reading.SETTLE_S} seconds after a write" in API
    assert f"1 to {longest_key()} visible ASCII characters" in API
    days = {int(days) for days in re.findall(r"(\d+) days", API)}
    assert days == {records.KEPT.days, LONGEST_REMINDER_DAYS}
    quotas = {
        "todos": deployed().max_todos,
        "lists": deployed().max_lists,
        "bytes": deployed().max_bytes,
    }
    assert json.dumps(quotas) in section(API, "### `GET /me`")


def test_limits_that_chapters_name_are_the_same() -> None:
    chapter = section(API, "## Subtasks")
    assert f"at most {subtasks.SUBTASKS}." in chapter
    assert f"has {subtasks.SUBTASKS} already" in chapter
    assert f"at most {LONGEST_REMINDER_DAYS} days" in section(API, "## Reminders")
    background = section(API, "## In the background")
    assert f"at most {queue.MOST_JOBS} at a time" in background
    assert seconds_in(background) | seconds_in(section(API, "## Lists")) == {reading.SETTLE_S}


# Folders


def test_what_lives_how_long_in_a_folder_is_what_the_template_says() -> None:
    resources = template()["Resources"]
    rules = resources["FilesBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    (unfinished,) = [rule["AbortIncompleteMultipartUpload"] for rule in rules[:1]]
    (old,) = [rule["NoncurrentVersionExpiration"] for rule in rules[1:]]
    role = resources["SignedInRole"]["Properties"]
    told = {row["What"]: numbers(row["How long"]) for row in table(FOLDER, "What", "How long")}
    assert told == {
        "credentials": [role["MaxSessionDuration"] // 3600],
        "an upload in parts that was not finished": [unfinished["DaysAfterInitiation"]],
        "what was overwritten or deleted": [old["NoncurrentDays"]],
        "a file": [],
    }
    assert f"older than {unfinished['DaysAfterInitiation']} days" in FOLDER


def test_the_folder_is_the_one_that_the_policy_opens() -> None:
    role = template()["Resources"]["SignedInRole"]["Properties"]
    listing, using = role["Policies"][0]["PolicyDocument"]["Statement"]
    folder = prefix_of("${aws:PrincipalTag/sub}") + "*"
    assert listing["Condition"] == {"StringLike": {"s3:prefix": folder}}
    assert using["Resource"]["Fn::Sub"].endswith(f"/{folder.replace('${', '${!')}")
    assert f"`{folder}`" in FOLDER
    taken = len(prefix_of(str(UUID(int=0))))
    assert f"name takes {taken}." in section(FOLDER, "## Names of files")


# Caches


def seconds_in(markdown: str) -> set[float]:
    """Return every number that seconds are counted with."""
    return {float(each) for each in re.findall(r"([0-9.]+) (?:s\b|seconds?)", markdown)}


def test_the_ages_that_consent_allows_are_those_in_force() -> None:
    told = section(API, "## Cheaper answers")
    assert seconds_in(told) == {reading.STALE_S}
    assert numbers(told.partition("With\n")[2])[0] == reading.STALE_S
    promised = section(CONSISTENCY, "## What a client may rely on")
    assert seconds_in(promised) == {reading.SETTLE_S, reading.STALE_S}
    assert f"max-stale={reading.STALE_S}" in promised


def test_what_operators_set_is_what_the_reading_rule_assumes() -> None:
    told = section(CONSISTENCY, "## Setting DAX up")
    assert f"`record-ttl-millis={reading.ITEM_TTL_S * 1000}`" in told
    assert f"`query-ttl-millis={dax_process.QUERY_TTL_S * 1000}`" in told
    assumed = section(CONSISTENCY, "## What is assumed")
    assert seconds_in(assumed) == {reading.SETTLE_S, reading.ITEM_TTL_S, reading.STALE_S}


def test_what_a_failing_dax_costs_is_what_is_told() -> None:
    told = section(CONSISTENCY, "## When DAX fails")
    assert seconds_in(told) == {
        dax.CONNECT_TIMEOUT_S,
        dax.READ_TIMEOUT_S,
        dax.PATIENCE_S,
        breaker.FIRST_PAUSE_S,
        breaker.LONGEST_PAUSE_S,
    }
