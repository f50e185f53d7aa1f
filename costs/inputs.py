"""What is assumed of a stage's traffic. Each has a default, and can be set."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from costs import deployed
from costs.words import CostError, complaint

Count = Annotated[float, Field(ge=0)]
Percent = Annotated[float, Field(ge=0, le=100)]
Positive = Annotated[float, Field(gt=0)]


class Inputs(BaseModel):
    """Assumptions, with their units in their names; those of the templates are read there."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    # What is asked for
    lists_percent: Percent = Field(70, description="of reads: a page of a list")
    public_percent: Percent = Field(2, description="of reads: `/config` and `/openapi.json`")
    not_modified_percent: Percent = Field(
        60, description="of lists: the client has the page, and gets 304"
    )
    unsettled_percent: Percent = Field(
        10, description="of the other lists: asked for within 10 s of a write"
    )
    writes_per_100_reads: Count = Field(10, description="requests that write")
    reads_per_user_per_day: Positive = Field(50, description="makes users of a rate")
    # What DynamoDB counts
    head_rru: Count = Field(1, description="the head, strongly consistent")
    page_rru: Count = Field(1.5, description="a page of 25, eventually consistent (0001)")
    todo_rru: Count = Field(1, description="one to-do, strongly consistent")
    write_rru: Count = Field(2, description="what a write reads first: head and to-do")
    write_wru: Count = Field(
        10, description="a transaction with its index copies: 8 to 12 without notes (0001)"
    )
    key_wru: Count = Field(2, description="and with an `Idempotency-Key` (0001)")
    keyed_percent: Percent = Field(100, description="of writes: have an `Idempotency-Key`")
    key_ttl_s: Positive = Field(
        300, description="how long DynamoDB keeps the table's key for each caller (AWS)"
    )
    stored_kb_per_user: Count = Field(
        750, description="200 to-dos with index copies, and 90 days of operations"
    )
    # Lambda
    lambda_mb: Positive = Field(
        default_factory=deployed.lambda_mb, description="`lambda_memory_size`"
    )
    list_ms: Count = Field(
        25, description="billed for a list; like the next five, not measured on AWS"
    )
    not_modified_ms: Count = Field(12, description="billed for a 304")
    todo_ms: Count = Field(12, description="billed for one to-do")
    public_ms: Count = Field(3, description="billed for a public answer")
    write_ms: Count = Field(35, description="billed for a write")
    dax_saves_ms: Count = Field(0, description="by which a hit in DAX is shorter than a query")
    # Background jobs, where there is nothing to do
    runs_per_minute: Count = Field(1, description="runs of the background jobs (`run_jobs`)")
    run_rru: Count = Field(1, description="the two queries that find nothing to do")
    run_ms: Count = Field(15, description="billed for a run that does nothing; not measured on AWS")
    # DAX
    page_kb: Positive = Field(10, description="a page of 25, as DAX holds and sends it")
    dax_nodes: Annotated[int, Field(ge=1, le=11)] = Field(
        default_factory=deployed.least_dax_nodes, description="nodes to begin with"
    )
    dax_large_kb_per_s: Positive = Field(
        75_000, description="KB a second that one `dax.r5.large` answers from memory (AWS)"
    )
    dax_miss_factor: Annotated[float, Field(ge=1)] = Field(
        10, description="work of a page that is not found, in that of one that is (AWS)"
    )
    dax_busy_percent: Annotated[float, Field(gt=0, le=100)] = Field(
        70, description="of what all nodes can do: no more is asked of them (AWS)"
    )
    dax_usable_percent: Percent = Field(75, description="of a node's memory: holds pages")
    dax_ttl_s: Count = Field(
        default_factory=deployed.page_ttl_s, description="how long a page stays: `query-ttl-millis`"
    )
    peak_factor: Annotated[float, Field(ge=1)] = Field(
        3, description="busiest hour to average; a cluster has to carry that"
    )
    cross_zone_percent: Percent = Field(67, description="of DAX's answers: from another zone")
    # API Gateway's cache
    api_cache_size: Literal["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"] = Field(
        "0.5", description="GB, where there is one"
    )
    api_cache_keys: Count = Field(20, description="answers kept: two routes by two request headers")
    api_ttl_s: Positive = Field(
        default_factory=deployed.api_ttl_s, description="`CacheTtlInSeconds`"
    )
    # Logs and traces
    lambda_log_bytes: Count = Field(
        620, description="a request's lines of Lambda: start and report"
    )
    access_log_bytes: Count = Field(220, description="a request's line of API Gateway")
    log_days: Count = Field(default_factory=deployed.log_days, description="`LogRetentionDays`")
    log_compressed_percent: Percent = Field(15, description="of what was written: what is stored")
    traced_first_per_s: Count = Field(1, description="X-Ray's default: each second's first")
    traced_percent: Percent = Field(5, description="X-Ray's default: of the others")
    # Users and their folders
    cognito_tier: deployed.CognitoTier = Field(
        default_factory=deployed.cognito_tier, description="`UserPoolTier`, or Cognito's default"
    )
    files_mb_per_user: Count = Field(5, description="old versions included")
    file_puts_per_user: Count = Field(5, description="a month, lists included")
    file_gets_per_user: Count = Field(20, description="a month")
    files_out_mb_per_user: Count = Field(5, description="downloaded in a month")
    # Bytes out
    list_out_bytes: Count = Field(2000, description="a list, compressed, with headers")
    not_modified_out_bytes: Count = Field(700, description="a 304")
    todo_out_bytes: Count = Field(1200, description="one to-do, also the answer to a write")
    public_out_bytes: Count = Field(1500, description="a public answer: nearly all are `/config`")

    @model_validator(mode="after")
    def _reads_are_divided(self) -> Self:
        if self.lists_percent + self.public_percent > 100:  # noqa: PLR2004 - a whole
            raise ValueError("lists_percent and public_percent are more than 100 together")
        return self


def inputs(settings: Iterable[str] = ()) -> Inputs:
    """Return the defaults, changed by ``name=value`` each; raises ``CostError``."""
    pairs = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise CostError(f"--set: write name=value instead of {setting!r}")
        if name not in Inputs.model_fields:
            raise CostError(f"--set: unknown name {name!r}; --help lists them")
        pairs[name] = value
    try:
        return Inputs.model_validate(pairs)
    except ValidationError as error:
        raise complaint("--set", error, pairs) from error
