"""Reads the project's CloudFormation templates: the one truth about what is deployed."""
