"""What a cell prints and shows, taken where no frontend listens, as Jupyter's outputs.

Only text and HTML of what is shown: pictures are not drawn for it, and no number is read from them.
"""

from __future__ import annotations

import io
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher

SHOWN = ["text/plain", "text/html"]


class Outputs:
    """Takes what a process prints and shows from now on, as Jupyter's outputs in their order."""

    def __init__(self, shell) -> None:
        self._held: list[dict[str, Any]] = []
        self._clear = False
        shell.displayhook = sys.displayhook = shell.display_trap.hook = _Shown(self, shell)
        shell.display_pub = _Published(self)
        sys.stdout, sys.stderr = _Stream(self, "stdout"), _Stream(self, "stderr")
        shell._showtraceback = lambda kind, error, trace: self.error(kind.__name__, str(error), trace)
        shell.display_formatter.active_types = SHOWN

    def taken(self) -> list[dict[str, Any]]:
        """Return the outputs of a cell; the next ones are those of the next cell."""
        held, self._held, self._clear = self._held, [], False
        return held

    def stream(self, name: str, text: str) -> None:
        """Add printed text to what was printed there right before."""
        self._clear_now()
        last = self._held[-1] if self._held else {}
        if last.get("name") == name:
            last["text"] += text
        else:
            self._held.append({"output_type": "stream", "name": name, "text": text})

    def show(self, kind: str, data, display: object = None, update: bool = False) -> None:
        """Add what is shown; `update`: in place of what has the same id of a display."""
        self._clear_now()
        made = {"output_type": kind, "data": {name: data[name] for name in SHOWN if name in data}, "display": display}
        if not update:
            self._held.append(made)
        else:
            self._held[:] = [made if one.get("display") == display is not None else one for one in self._held]

    def error(self, name: str, message: str, trace) -> None:
        """Add the error by which the cell ended."""
        self._held.append({"output_type": "error", "ename": name, "evalue": message, "traceback": list(trace)})

    def clear(self, wait: bool) -> None:
        """Forget all; wait: when the next output comes."""
        self._clear = True
        if not wait:
            self._clear_now()

    def _clear_now(self) -> None:
        if self._clear:
            self._clear = False
            self._held.clear()


class _Stream(io.TextIOBase):
    """Standard output or error."""

    encoding = "utf-8"  # as of the kernel's own

    def __init__(self, outputs: Outputs, name: str) -> None:
        self._outputs, self.name = outputs, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._outputs.stream(self.name, text)
        return len(text)


class _Published(DisplayPublisher):
    """What `display` calls."""

    def __init__(self, outputs: Outputs) -> None:
        super().__init__()
        self._outputs = outputs

    def publish(self, data, metadata=None, *args, transient=None, update=False, **kwargs) -> None:
        self._outputs.show("display_data", data, (transient or {}).get("display_id"), update)

    def clear_output(self, wait=False) -> None:
        self._outputs.clear(wait)


class _Shown(DisplayHook):
    """What shows the value of a cell's last expression."""

    def __init__(self, outputs: Outputs, shell) -> None:
        super().__init__(shell=shell)
        self._outputs = outputs
        # the last values, which it takes for the user's own where it does not know them
        for name in ("_", "__", "___"):
            setattr(self, name, getattr(shell.displayhook, name))

    def write_output_prompt(self) -> None:
        pass  # Jupyter's frontends write their own

    def write_format_data(self, format_dict, md_dict=None) -> None:
        self._outputs.show("execute_result", format_dict)

    def finish_displayhook(self) -> None:
        self._is_active = False
