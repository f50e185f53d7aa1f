"""What goes wrong for who deploys, in words."""


class DeployError(Exception):
    """Something that the person at the terminal can mend; the message says how."""
