"""A client of a kernel that does not miss the answer to a cell."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from traitlets import Type

SLICE = 1.0  # seconds


class ShellChannel(AsyncZMQSocketChannel):
    """A channel that looks again every `SLICE` seconds while it waits.

    While a cell prints into an output widget nbclient sends the widget's state through the channel on which it waits
    for the answer. pyzmq's `poll` on an asyncio socket can miss a message that arrives while something is sent, and
    waits on for another one: on a busy machine one cell in thirty was interrupted at its time limit long after it had
    ended.

    ended: nobody answers any more. nbclient looks whether a kernel lives only after the time of a cell, which begins
    anew when it interrupts the cell.
    """

    ended = False

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # type: ignore[override]
        """Return the next message; Empty after `timeout` seconds without one."""
        ends = None if timeout is None else time.monotonic() + timeout
        while True:
            left = SLICE if ends is None else ends - time.monotonic()
            try:
                return await super().get_msg(max(0.0, min(SLICE, left)))
            except Empty:
                if left <= 0 or self.ended:
                    raise


class KernelClient(AsyncKernelClient):
    """jupyter_client's client with a `ShellChannel`."""

    shell_channel_class = Type(ShellChannel)
