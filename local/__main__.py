"""The command line behind ``make run`` and ``make user``: ``python -m local --help``."""

import os
import signal
import sys


def main() -> int:
    """Load the commands, which takes a moment, and do what the arguments say."""
    # Until `run` can stop in order there is nothing to stop: Ctrl-C ends without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Chalice's command line imports inquirer, whose blessed asks the terminal what it can do;
    # where the terminal answers, or doesn't know the question, that is garbage on the screen.
    os.environ.setdefault("NO_COLOR", "1")
    from local.commands import main as command  # noqa: PLC0415 - only after that

    return command()


if __name__ == "__main__":
    sys.exit(main())
