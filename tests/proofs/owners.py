"""What an owner's devices share."""

import random
from dataclasses import dataclass

from tests.proofs.rhythm import Rhythm
from tests.proofs.versions import Ledger


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner: what is known of the to-dos, when there are writes, and chance."""

    ledger: Ledger
    rhythm: Rhythm
    chance: random.Random
