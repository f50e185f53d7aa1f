"""Runs a command for as long as whoever started this holds its standard input open.

A test run that is interrupted, terminated or killed cleans nothing up; but the system closes
its pipes, and that ends the command. Run as a file: ``python leash.py command [argument …]``.
"""

import os
import subprocess
import sys
import threading

_GRACE_S = 5.0


def _stop(child: subprocess.Popen[bytes]) -> None:
    while os.read(0, 1024):  # not sys.stdin: its lock would be in the way at the end
        pass
    child.terminate()
    try:
        child.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        child.kill()


def main(command: list[str]) -> int:
    """Run the command to its end or to that of the one who asked for it."""
    # Standard input is the leash itself, so the command gets none.
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as child:
        threading.Thread(target=_stop, args=(child,), daemon=True).start()
        return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
