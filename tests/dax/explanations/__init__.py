"""Where an answer through DAX differs from the table's own, and why."""

from tests.dax.explanations.client import CHANGED_BY_CLIENT
from tests.dax.explanations.engines import BY_ENGINES
from tests.dax.explanations.explained import Explained
from tests.dax.explanations.refusing import REFUSED_BY_CLIENT

__all__ = ["BY_ENGINES", "EXPLAINED"]

EXPLAINED: dict[str, Explained] = REFUSED_BY_CLIENT | CHANGED_BY_CLIENT | BY_ENGINES
