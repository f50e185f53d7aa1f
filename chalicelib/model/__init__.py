"""What to-dos are, and what becomes of them when they are written. Knows no storage, no HTTP."""
