"""Bugs that the proofs must find. They live here, and nowhere in the product."""
