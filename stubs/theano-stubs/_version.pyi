# Written by `python -m tools.stubs`.
from theano_compat.theano_api._version import get_versions as get_versions
from typing import Any
version_json: Any
