"""Run a notebook in a Jupyter kernel of its own, cell after cell, going on after those that fail."""

from __future__ import annotations

import importlib.util
import re
import signal
import subprocess
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from theano_common.installing import pip_install
from theano_common.printing import json_text
from theano_common.system.processes import can_fork, end_with_children

from ..errors import CannotReproduce
from ..notebook_file import ESCAPES, Cell, output
from .limits import OVER, Limits, Place
from .result import Ran, RanCell

if TYPE_CHECKING:
    from nbclient import NotebookClient

NAME = "migrate-reproduce"
Ask = Callable[[str, float], RanCell]  # a cell's source and its seconds
Then = Callable[[Sequence[RanCell], Ask], None]
EXTENSION = "theano_migrate.reproduce.inside.kernel_extension"
TIMED_OUT = "TimeLimit"
STARTING = 300  # seconds that a kernel may need to answer, on a machine that has much to do
GRACE = 60.0  # seconds that an interrupted cell has to end
AGAIN = 5.0  # seconds after which it is again: `pm.sample` and scikit-learn's fits take it for their own end
STARTS = 4  # of a kernel whose ports are taken
PORT_TAKEN = re.compile("Address already in use|Only one usage of each socket address")  # the second on Windows


def needs(own_kernel: bool) -> str:
    """Return why no notebook can run here; "" where one can. own_kernel: the kernel runs in this environment."""
    wanted = ("nbclient", "nbformat", *(("ipykernel",) if own_kernel else ()))
    missing = [name for name in wanted if importlib.util.find_spec(name) is None]
    return f"notebooks need {', '.join(missing)}: {pip_install('[reproduce]')}" if missing else ""


def run(
    cells: Sequence[Cell],
    path: Path,
    place: Place,
    limits: Limits,
    progress: Callable[[int, float], None],
    then: Then | None = None,
) -> Ran:
    """Run the cells of the notebook that lies at `path` of the copy.

    then: called while the kernel is still there, if no cell was left out, with what its cells gave and what runs one
    more cell in it. A kernel one of whose ports somebody else took before it could is started again, with others.
    Raises CannotReproduce where none starts.
    """
    began = time.monotonic()
    for again in reversed(range(STARTS)):
        folder = place.made / f"kernel-{time.monotonic_ns()}"
        draws = folder / "draws"
        draws.mkdir(parents=True)
        log = folder / "kernel.log"
        try:
            ran, stopped = _session(
                _client(cells, path.parent, place, folder, draws), cells, log, limits, progress, then
            )
            break
        except CannotReproduce:
            if not again or not _port_was_taken(log):
                raise
    files = tuple(str(one) for one in sorted(draws.glob("*.npz")))
    return Ran(tuple(ran), time.monotonic() - began, stopped, files)


def _session(
    client: NotebookClient,
    cells: Sequence[Cell],
    log: Path,
    limits: Limits,
    progress: Callable[[int, float], None],
    then: Then | None,
) -> tuple[list[RanCell], str]:
    """Start a kernel and run the cells in it; what ran, and why no later one did."""
    from nbclient.exceptions import DeadKernelError  # an extra

    began = time.monotonic()
    ran: list[RanCell] = []
    cwd = client.resources["metadata"]["path"]
    started = threading.Event()
    with log.open("wb") as written:
        threading.Thread(target=_end_without_port, args=(client, log, started), daemon=True).start()
        try:
            with client.setup_kernel(stdout=written, stderr=subprocess.STDOUT, cwd=cwd, cleanup_kc=True):
                started.set()
                for i, cell in enumerate(cells):
                    if limits.left() <= 0:
                        return ran, OVER
                    progress(cell.number, time.monotonic() - began)
                    ran.append(_cell(client, i, limits.left()))
                    if ran[-1].ended:
                        return ran, f"cell {cell.number} did not stop at its limit, and its kernel was ended"
                if then is not None:
                    then(ran, lambda source, seconds: _added(client, source, seconds))
        except DeadKernelError:
            return ran, f"the kernel died in cell {len(ran) + 1}"
        except Exception as error:  # of nbclient and of what it stands on: the report of the rest is made in any case
            told = str(error) if isinstance(error, RuntimeError) else f"{type(error).__name__}: {error}"
            if not ran:
                raise CannotReproduce(f"no kernel started: {told}: {_last(log)}") from None
            if len(ran) < len(cells):
                return ran, f"the kernel could not be asked for cell {len(ran) + 1}: {told}"
        finally:
            started.set()
    return ran, ""


def _client(cells: Sequence[Cell], cwd: Path, place: Place, folder: Path, draws: Path) -> NotebookClient:
    from jupyter_client.kernelspec import KernelSpecManager  # as above
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbformat import v4

    from . import kernel_client, widgets  # they import jupyter_client and nbclient

    spec = folder / "kernels" / NAME
    spec.mkdir(parents=True)
    command = [place.python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    command += [f"--InteractiveShellApp.extra_extensions={EXTENSION}"]
    command += [f"--InteractiveShellApp.exec_lines={line}" for line in place.before]
    held = {"argv": command, "display_name": NAME, "language": "python", "env": place.variables(draws)}
    (spec / "kernel.json").write_text(json_text(held), encoding="utf-8")
    kinds = KernelSpecManager(kernel_dirs=[str(spec.parent)], ensure_native_kernel=False)
    notebook = v4.new_notebook(cells=[v4.new_code_cell(cell.source) for cell in cells])
    client = NotebookClient(
        notebook,
        km=AsyncKernelManager(kernel_name=NAME, kernel_spec_manager=kinds, client_factory=kernel_client.KernelClient),
        allow_errors=True,
        interrupt_on_timeout=True,
        startup_timeout=STARTING,
        resources={"metadata": {"path": str(cwd)}},
    )
    widgets.show_outputs(client)
    return client


def _added(client: NotebookClient, source: str, seconds: float) -> RanCell:
    """Run a cell that the notebook has not."""
    from nbformat import v4  # as above

    client.nb.cells.append(v4.new_code_cell(source))
    ran = _cell(client, len(client.nb.cells) - 1, seconds)
    if ran.name == TIMED_OUT:  # what it started may go on
        _end(client)
    return ran


def _cell(client: NotebookClient, i: int, seconds: float) -> RanCell:
    """Run a cell, which is interrupted at its limit, and again. A kernel that goes on is ended `GRACE` seconds later.

    Whatever else nbclient raises is how this cell failed: the next one is asked for.
    """
    from nbclient.exceptions import DeadKernelError  # an extra

    client.timeout = max(1, round(seconds))
    began = time.monotonic()
    cell = client.nb.cells[i]
    last = threading.Timer(client.timeout + GRACE, _end, [client])
    last.daemon = True
    last.start()
    over = threading.Event()
    threading.Thread(target=_interrupt_again, args=(client, client.timeout, over), daemon=True).start()
    ended, unforeseen = False, None
    try:
        client.execute_cell(cell, i)
    except DeadKernelError:
        if time.monotonic() - began < client.timeout + GRACE:  # it died by itself
            raise
        ended = True
    except Exception as error:
        unforeseen = error
    finally:
        last.cancel()
        over.set()
    took = time.monotonic() - began
    failed = next((one for one in reversed(cell.outputs) if one.output_type == "error"), None)
    held = tuple(cell.outputs)
    outputs = tuple(map(output, held))
    if took >= client.timeout:  # an interrupted pm.sample gives the draws so far, without an error
        late = "; it did not stop when it was interrupted" if ended else ""
        return RanCell(outputs, took, TIMED_OUT, f"it took more than {client.timeout} s{late}", held=held, ended=ended)
    if failed is None and unforeseen is not None:
        trace = "".join(traceback.format_exception(unforeseen))
        return RanCell(outputs, took, type(unforeseen).__name__, f"nbclient: {unforeseen}", trace, held)
    if failed is None:
        return RanCell(outputs, took, held=held)
    trace = ESCAPES.sub("", "\n".join(failed.traceback))
    return RanCell(outputs, took, failed.ename, failed.evalue, trace, held)


def _interrupt_again(client: NotebookClient, limit: float, over: threading.Event) -> None:
    """Interrupt a cell that goes on after nbclient did so at its limit, as often as it takes; for a loop over fits."""
    wait = limit + AGAIN
    while can_fork() and not over.wait(wait):
        process, wait = _process(client), AGAIN
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)


def _end_without_port(client: NotebookClient, log: Path, started: threading.Event) -> None:
    """End a kernel that found a port taken: before it has started it may wait for ever for its other sockets."""
    while not started.wait(0.5):
        if _port_was_taken(log):
            _end(client)
            return


def _port_was_taken(log: Path) -> bool:
    return PORT_TAKEN.search(log.read_text(encoding="utf-8", errors="replace")) is not None


def _end(client: NotebookClient) -> None:
    """End a kernel, and the processes that it started."""
    process = _process(client)
    if process is not None:
        end_with_children(process)
    if client.kc is not None:
        client.kc.shell_channel.ended = True


def _process(client: NotebookClient) -> subprocess.Popen[bytes] | None:
    return getattr(getattr(client.km, "provisioner", None), "process", None)


def _last(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
