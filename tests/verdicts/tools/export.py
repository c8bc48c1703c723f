"""`theano-compat export`: a file of one output."""

from __future__ import annotations

from tests.verdicts.tools.shown import Shown
from theano_common.verdict import Status
from theano_compat.exporting.certificate import Certificate, Compared


def shown(status: Status) -> Shown | None:
    """Return the certificate of an output with that status; each output of a file is there and is compared."""
    if status in (Status.NOT_COMPARED, Status.ONE_SIDE):
        return None
    made = Certificate("net.onnx", "something", (Compared("y", status, 1e-9),), {"given": 1})
    return Shown(made.sentence, str(made), made.headline.outcome.exit_code)
