"""The contract, held to from both sides: by generated requests, and by generated clients."""
