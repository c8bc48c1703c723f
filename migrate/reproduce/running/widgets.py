"""What a cell prints into an output widget of ipywidgets: it is the cell's, as a reader of the notebook sees it.

ipywidgets 7 and later print there what a function of `interact` prints; earlier ones printed it below the cell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nbclient import NotebookClient
from nbclient.output_widget import OutputWidget


class ShownOutput(OutputWidget):
    """An output widget whose outputs are also those of the cell in which they are printed."""

    def output(self, outs: list[Any], msg: dict[str, Any], display_id: str | None, cell_index: int) -> None:
        """Take what is printed into the widget."""
        self._shown(outs, lambda: super(ShownOutput, self).output(outs, msg, display_id, cell_index))

    def clear_output(self, outs: list[Any], msg: dict[str, Any], cell_index: int) -> None:
        """Forget what was printed into the widget, and nothing else of its cell."""
        self._shown(outs, lambda: super(ShownOutput, self).clear_output(outs, msg, cell_index))

    def _shown(self, outs: list[Any], change: Callable[[], None]) -> None:
        before = list(self.outputs)
        change()
        outs[:] = [one for one in outs if not any(one is other for other in before)] + list(self.outputs)


def show_outputs(client: NotebookClient) -> None:
    """Let a client show what is printed into output widgets."""
    client.widget_registry = {"@jupyter-widgets/output": {"OutputModel": ShownOutput}}
