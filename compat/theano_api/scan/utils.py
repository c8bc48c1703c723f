"""The newer name of theano.scan_module.scan_utils."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from ..scan_module.scan_utils import *  # noqa: F403
from ..scan_module.scan_utils import __all__ as __all__

__getattr__ = absent_from(__name__)
