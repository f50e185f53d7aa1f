"""What a month of a stage costs, from prices that are read from a file. docs/cost.md."""
