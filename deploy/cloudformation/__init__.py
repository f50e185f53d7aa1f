"""CloudFormation's stacks: what would change, changing it, and watching that."""
