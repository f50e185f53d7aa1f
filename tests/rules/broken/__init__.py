"""Templates that are broken on purpose, each by one edit: a rule that finds none proves nothing."""

from tests.rules.broken import (
    bucket,
    dax,
    direct_read,
    folder,
    identities,
    operations,
    policies,
    services,
    table,
    trust,
    users,
)
from tests.rules.edits import Edit

Broken = dict[str, list[tuple[str, Edit]]]
"""For each rule, what is wrong in words, and the edit that makes it so."""

_MODULES = (
    *(identities, trust, policies, folder, direct_read, users),
    *(table, bucket, dax, services, operations),
)
BROKEN: Broken = {rule: edits for module in _MODULES for rule, edits in module.BROKEN.items()}
