"""Which releases ran the documents: as the interpreter that ran them says."""

from __future__ import annotations

import json
import subprocess

ASKED = ("theano-compat", "numpy", "scipy", "pandas", "matplotlib", "arviz", "nutpie")
PROGRAM = """
import json, sys
from importlib.metadata import PackageNotFoundError, version
found = {"Python": ".".join(map(str, sys.version_info[:3]))}
for name in sys.argv[1:]:
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        pass
print(json.dumps(found))
"""


def of(python: str) -> dict[str, str]:
    """Return name -> release of what is installed for an interpreter; nothing where it does not start."""
    done = subprocess.run([python, "-c", PROGRAM, *ASKED], capture_output=True, text=True, check=False)
    if done.returncode:
        return {}
    return {str(name): str(release) for name, release in json.loads(done.stdout).items()}
