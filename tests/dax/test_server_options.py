"""The command line: what it says, what it means, and what it doesn't take."""

from pathlib import Path

import pytest

from local.dax.cache.settings import CacheSettings
from local.dax.server.addresses import Address
from local.dax.server.options import read_options

URL = "http://127.0.0.1:4566"
UPSTREAM = ("--upstream", URL)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--upstream URL"),
        (("--upstream", "localhost:8000"), "no http:// or https:// address"),
        (("--upstream", "http://"), "no http:// or https:// address"),
        (("--upstream", "http://host:port"), "no http:// or https:// address"),
        (("--upstream", "http://anna:hush@host"), "no name or password"),
        ((*UPSTREAM, "--port", "65536"), "from 0 to 65535"),
        ((*UPSTREAM, "--nodes", "0"), "from 1 to 11"),
        ((*UPSTREAM, "--item-ttl", "-1"), "no number of seconds"),
        ((*UPSTREAM, "--query-ttl", "nan"), "no number of seconds"),
        ((*UPSTREAM, "--stale-fill", "soon"), "no number of seconds"),
        ((*UPSTREAM, "--max-items", "many"), "1 or more"),
        ((*UPSTREAM, "--advertise", "here"), "host:port"),
        ((*UPSTREAM, "--advertise", "a:1", "--nodes", "2"), "only one node"),
        ((*UPSTREAM, "--access-key", "AKANNA"), "both, or neither"),
    ],
)
def test_what_makes_no_sense_is_explained(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        read_options(list(arguments), {})
    assert ended.value.code == 2
    assert words in " ".join(capsys.readouterr().err.split())


def test_help_names_the_defaults_and_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_options(["--help"], {"DAX_SECRET_ACCESS_KEY": "hush-hush"})
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    for default in ("8111", "127.0.0.1", "us-east-1", "300", "100000", "10000", "none"):
        assert f"({default})" in shown
    assert "hush-hush" not in shown


def test_without_a_word_it_is_one_node_as_aws_sets_it_up() -> None:
    options = read_options([*UPSTREAM], {})
    assert options.cache == CacheSettings()
    assert (options.host, options.port, options.key) == ("127.0.0.1", 8111, None)


def test_every_setting_of_the_cache_has_an_option() -> None:
    words = "--nodes 2 --item-ttl 1 --query-ttl 2 --replication-lag 3 --refresh-delay 4"
    more = "--stale-fill 5.5 --max-items 6 --max-queries 7"
    options = read_options([*UPSTREAM, *words.split(), *more.split()], {})
    assert options.cache == CacheSettings(
        nodes=2,
        item_ttl_s=1,
        query_ttl_s=2,
        replication_lag_s=3,
        refresh_delay_s=4,
        stale_fill_s=5.5,
        item_entries=6,
        query_entries=7,
    )


def test_the_environment_speaks_where_the_command_line_is_silent() -> None:
    environment = {
        "AWS_ENDPOINT_URL_DYNAMODB": URL,
        "AWS_REGION": "eu-west-1",
        "DAX_ACCESS_KEY_ID": "AKANNA",
        "DAX_SECRET_ACCESS_KEY": "hush-hush",
        "XDG_CACHE_HOME": "/caches",
    }
    options = read_options([], environment)
    assert options.upstream == URL
    assert options.key
    assert (options.key.access_key_id, options.key.secret) == ("AKANNA", "hush-hush")
    assert options.key.region == options.region == "eu-west-1"
    assert options.state == Path("/caches/local-dax/attribute-lists")


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"HOME": "/home/anna"}, Path("/home/anna/.cache/local-dax/attribute-lists")),
        ({}, None),
    ],
)
def test_lists_are_kept_at_home_where_there_is_one(
    environment: dict[str, str], path: Path | None
) -> None:
    assert read_options([*UPSTREAM], environment).state == path


def test_lists_are_kept_nowhere_if_asked() -> None:
    assert read_options([*UPSTREAM, "--state", "none"], {"HOME": "/home/anna"}).state is None


def test_an_advertised_address_is_a_host_and_a_port() -> None:
    options = read_options([*UPSTREAM, "--advertise", "localhost:8111"], {})
    assert options.advertise == Address("localhost", 8111)
