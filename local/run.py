"""``make run``: the whole stack in the foreground, from the first check to a clean stop."""

import os
import shlex
import signal
import socket
import threading
from types import FrameType

from botocore.exceptions import BotoCoreError, ClientError
from chalice.cli.factory import CLIFactory
from chalice.config import Config

from local import aws, ports
from local.banner import banner
from local.chalice_local import serve_on
from local.dax_process import DaxError, RunningDax, running_dax
from local.demo import kept_signed_in, make_demo
from local.emulator import Emulator, EmulatorError, start_emulator
from local.provision import OutdatedStateError, ProvisionError, provision
from local.schedules import BadScheduleError, Schedules, every_s_of_environment
from local.state import PROJECT, StackRunningError, StateFolder

DRAIN_S = 5
"""How long requests that are under way may still take when the stack is stopped."""
RUN_DRAIN_S = 2
"""The same of a run of background jobs: what it leaves is done the next time."""


class Stop:
    """Set when the stack is to end: somebody asked for it, or the emulator is gone."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.asked = False

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        """Take a signal. A second one changes nothing: the first is saving everything."""
        if self.asked:
            print("Still saving …", flush=True)
        self.asked = True
        self.event.set()


def run(state: StateFolder, port: int) -> int:
    """Run the stack until it is told to stop; return the exit code."""
    stop = Stop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop.ask)
    try:
        every_s_of_environment()  # what is wrong with it is said before anything is started
        with state.taken() as lock, _port(port) as listener:
            return _run(state, listener, lock, stop)
    except OutdatedStateError as error:
        print(f"{state.path} is from another version, and can't be brought up to date: {error}")
        folder = shlex.quote(str(state.path))
        print(f"Remove it to start anew, without its users and to-dos: rm -r {folder}")
    except (BadScheduleError, EmulatorError, DaxError, ProvisionError, _PortError) as error:
        print(error)
    except StackRunningError:
        print(f"The stack is running already: {state.path} is in use. Stop that one first.")
    except (BotoCoreError, ClientError) as error:
        print(f"The local AWS failed: {error}")
    return 1


class _PortError(Exception):
    """The port can't be had; in words for who runs the stack."""


def _port(port: int) -> socket.socket:
    """Take the port before anything is started. Who connects early waits, and is served."""
    try:
        return ports.listen(ports.LOOPBACK, port)
    except OSError as cause:
        raise _PortError(ports.taken(ports.LOOPBACK, port, cause, "make run PORT=")) from cause


def _run(state: StateFolder, listener: socket.socket, lock: int, stop: Stop) -> int:
    print("Starting the local AWS …", flush=True)
    state.begin_epoch()
    emulator = start_emulator(state, lock)
    emulator.when_it_ends(stop.event.set)
    try:
        with running_dax(state, emulator.url) as dax:
            _serve(state, listener, emulator, dax, stop)
    finally:
        died = emulator.died()
        saved = emulator.stop()
    if saved and not died:
        print("Stopped. Users and to-dos are kept for the next run.", flush=True)
        return 0
    print("The local AWS ended before it had saved: what was written in this run is lost.")
    print(emulator.last_lines() or "It left no word why.", flush=True)
    return 1


def _serve(
    state: StateFolder, listener: socket.socket, emulator: Emulator, dax: RunningDax, stop: Stop
) -> None:
    cognito = aws.cognito(emulator.url)
    template = (PROJECT / "resources.yaml").read_text()
    clients = aws.cloudformation(emulator.url), aws.dynamodb(emulator.url)
    outputs = provision(*clients, template)
    port: int = listener.getsockname()[1]
    api_url = f"http://{ports.LOOPBACK}:{port}"
    demo = make_demo(cognito, state, outputs, api_url, dax.endpoint)
    with kept_signed_in(cognito, state, demo):
        config = load_app(state)
        server = serve_on(listener, config.chalice_app, config, demo).server
        threading.Thread(target=server.serve_forever, daemon=True).start()
        schedules = Schedules(config.chalice_app, config, every_s_of_environment())
        schedules.start()
        if not stop.event.is_set():
            print(banner(demo, state, dax.stats_url), flush=True)
        stop.event.wait()
        print("\nStopping …", flush=True)
        server.stop(DRAIN_S)
        schedules.stop(RUN_DRAIN_S)


def load_app(state: StateFolder) -> Config:
    """Load the app as Chalice's command line does; app.py then finds the stack by itself."""
    os.environ["MYTODOLIST_LOCAL_DIR"] = str(state.path)
    return CLIFactory(str(PROJECT), environ=os.environ).create_config_obj("local")
