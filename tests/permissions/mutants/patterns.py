"""Texts that mean more than a text: each has a ``*`` too many."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"\$\{[^}]*\}|[:/]|[^:/$]+")
_SEPARATORS = {":", "/"}
_FORMAT = re.compile(r"\b(table|index|cache|log-group)\*|\*(table|index|cache|log-group)\b")
"""Words of AWS's own in ARNs. Nothing else is called alike, so that nothing more is meant."""


def wider(text: str) -> Iterator[str]:
    """Return the text with each of its parts opened, and cut off at each."""
    if text.startswith("arn:"):
        arn, partition, service, region, account, name = text.split(":", maxsplit=5)
        start = f"{arn}:{partition}:{service}"
        if region:
            yield f"{start}:*:{account}:{name}"
            yield f"{start}:{region}:*:{name}"
        yield from (f"{start}:{region}:{account}:{other}" for other in _wider_name(name))
        yield "*"
    else:
        yield from _wider_name(text)


def _wider_name(name: str) -> Iterator[str]:
    tokens = _TOKEN.findall(name)
    for index, token in enumerate(tokens):
        before, after = "".join(tokens[:index]), "".join(tokens[index + 1 :])
        others = [f"{before}*", f"{before}*{after}"]
        if token not in _SEPARATORS:
            others += [f"{before}{token}*{after}", f"{before}*{token}{after}"]
        for other in others:
            once = re.sub(r"\*+", "*", other)
            if once != name and not _FORMAT.search(once):
                yield once
