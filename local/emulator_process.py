"""Runs the emulator so that it never outlives its parent, and always saves its state.

Run by the emulator's own Python, where nothing of this project can be imported. The emulator
saves on SIGTERM only, so the end of the parent, whatever the cause, is made into one: standard
input is a pipe that the parent holds open, and it ends when the parent does.
"""

import importlib.util
import os
import runpy
import signal
import sys
import threading
import time
from pathlib import Path

SAVE_S = 60
"""Longest a save may take before the process ends anyway."""


def _stop_with_parent() -> None:
    os.read(0, 1)  # unbuffered: a buffer's lock, held here, would break the interpreter's exit
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # nobody reads any more: to write would be an error
    os.dup2(nowhere, 2)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SAVE_S)
    os._exit(1)


def main(running: Path) -> None:
    """Run the emulator in this process; the file is there while unsaved changes may be."""
    if importlib.util.find_spec("cryptography") is None:
        sys.exit(
            "cryptography is not installed beside ministack, which signs no tokens without "
            "it: install it there from requirements-emulator.txt."
        )
    os.umask(0o077)  # it stores passwords and private keys
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    running.touch(mode=0o600)
    # By its path: this process is isolated, and finds no module that is not the emulator's.
    for mends in ("emulator_policies.py", "emulator_api_gateway.py"):
        runpy.run_path(str(Path(__file__).with_name(mends)))["mend"]()
    sys.argv = ["ministack"]
    importlib.import_module("ministack.app").main()
    running.unlink()  # not reached when it failed, or was killed


if __name__ == "__main__":
    main(Path(sys.argv[1]))
