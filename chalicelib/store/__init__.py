"""How it is stored, by the two rules: ``transactions.py`` writes, ``reading.py`` reads."""
