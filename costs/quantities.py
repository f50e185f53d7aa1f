"""How much of each thing on a price list a month needs.

The first line of each function is the formula that docs/cost.md shows; the unit stands after the
colon. GB are 10^9 bytes.
"""

from costs import deployed
from costs.load import MONTH_H, MONTH_S, Load

GB, MB_IN_GB, KB_IN_GB = 1e9, 1e3, 1e6


def api_requests(load: Load) -> float:
    """Return requests: reads + writes; also those that the cache answers."""
    return load.requests


def api_cache_hours(load: Load) -> float:
    """Return hours: 730 with the cache, whether it is used or not."""
    return MONTH_H if load.api_cache else 0


def lambda_requests(load: Load) -> float:
    """Return requests: reads + writes - public answers from API Gateway's cache + runs of jobs."""
    return load.invocations + load.runs


def lambda_gb_s(load: Load) -> float:
    """Return GB-seconds: memory x time of each kind of request and of runs x its number."""
    of_runs_s = load.runs * load.inputs.run_ms / 1000
    return (_of_requests_s(load) + of_runs_s) * load.inputs.lambda_mb / 1024


def _of_requests_s(load: Load) -> float:
    given = load.inputs
    spent_ms = (
        load.not_modified * given.not_modified_ms
        + (load.lists - load.not_modified) * given.list_ms
        - load.hits * min(given.dax_saves_ms, given.list_ms)
        + load.todos * given.todo_ms
        + (load.public - load.from_api_cache) * given.public_ms
        + load.writes * given.write_ms
    )
    return spent_ms / 1000


def table_rru(load: Load) -> float:
    """Return read units: lists x head + their queries (twice if unsettled) + the others' reads."""
    given = load.inputs
    return (
        load.lists * given.head_rru
        + load.queries * given.page_rru
        + load.unsettled * 2 * given.page_rru
        + load.todos * given.todo_rru
        + load.writes * given.write_rru
        + load.runs * given.run_rru
    )


def table_wru(load: Load) -> float:
    """Return write units: writes x (transaction with its index copies + `Idempotency-Key`)."""
    given = load.inputs
    return load.writes * (given.write_wru + given.key_wru * given.keyed_percent / 100)


def table_gb(load: Load) -> float:
    """Return GB: users x what is stored of each; the same for recovery."""
    return load.users * load.inputs.stored_kb_per_user / KB_IN_GB


def dax_hours(load: Load) -> float:
    """Return node-hours: nodes x 730."""
    return load.cluster.nodes * MONTH_H if load.cluster else 0


def zone_gb(load: Load) -> float:
    """Return GB: pages through DAX x their size x share from another zone."""
    if load.cluster is None:
        return 0
    crossing = load.settled * load.inputs.cross_zone_percent / 100
    return crossing * load.inputs.page_kb / KB_IN_GB


def lambda_log_gb(load: Load) -> float:
    """Return GB: requests that reach Lambda, and runs of jobs, x bytes of their lines."""
    return (load.invocations + load.runs) * load.inputs.lambda_log_bytes / GB


def access_log_gb(load: Load) -> float:
    """Return GB: requests x bytes of their line."""
    return load.requests * load.inputs.access_log_bytes / GB


def log_stored_gb(load: Load) -> float:
    """Return GB: what is written in the time that lines are kept, compressed."""
    months = load.inputs.log_days / (MONTH_H / 24)
    written_gb = lambda_log_gb(load) + access_log_gb(load)
    return written_gb * months * load.inputs.log_compressed_percent / 100


def metrics(load: Load) -> float:
    """Return metrics: those that are made of log lines, while lines are written."""
    return deployed.metrics(dax=load.cluster is not None) if load.requests else 0


def alarm_metrics(load: Load) -> float:
    """Return metrics: those that alarms watch."""
    return deployed.alarm_metrics(dax=load.cluster is not None)


def traces(load: Load) -> float:
    """Return traces: the first request of each second + a share of the others + runs of jobs."""
    given, per_s = load.inputs, load.requests / MONTH_S
    first = min(per_s, given.traced_first_per_s)
    return (first + (per_s - first) * given.traced_percent / 100) * MONTH_S + load.runs


def secrets(load: Load) -> float:  # noqa: ARG001 - whatever the load
    """Return secrets: those of the template."""
    return deployed.secrets()


def key_requests(load: Load) -> float:
    """Return requests: callers of the table, DAX's nodes too, x lifetimes of its key in a month.

    The callers are the instances of the function that are busy at the peak, and at least one; and
    one for jobs, which Lambda keeps from run to run.
    """
    if not deployed.table_asks_kms():
        return 0
    callers = 1.0 if load.runs else 0.0
    if load.requests:
        callers += max(1.0, _of_requests_s(load) / MONTH_S * load.inputs.peak_factor)
        callers += load.cluster.nodes if load.cluster else 0
    return callers * MONTH_S / load.inputs.key_ttl_s


def users(load: Load) -> float:
    """Return users: reads a day / reads of one user a day."""
    return load.users


def file_gb(load: Load) -> float:
    """Return GB: users x what is stored of each."""
    return load.users * load.inputs.files_mb_per_user / MB_IN_GB


def file_puts(load: Load) -> float:
    """Return requests: users x uploads and lists of each."""
    return load.users * load.inputs.file_puts_per_user


def file_gets(load: Load) -> float:
    """Return requests: users x downloads of each."""
    return load.users * load.inputs.file_gets_per_user


def out_gb(load: Load) -> float:
    """Return GB: each kind of answer x its bytes + what users download."""
    given = load.inputs
    answers = (
        load.not_modified * given.not_modified_out_bytes
        + (load.lists - load.not_modified) * given.list_out_bytes
        + (load.todos + load.writes) * given.todo_out_bytes
        + load.public * given.public_out_bytes
    )
    return answers / GB + load.users * given.files_out_mb_per_user / MB_IN_GB
