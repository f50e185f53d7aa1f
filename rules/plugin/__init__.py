"""What cfn-lint is pointed at by ``.cfnlintrc``."""
