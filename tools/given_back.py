"""Which names of other libraries are there in a process with the shim, and not without it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable

PROGRAM = """
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
if sys.argv[1] == "with":
    import compat
    compat.install()

def there(name):
    parts, found = name.split("."), None
    for at in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:at]))
            break
        except Exception:
            continue
    for part in parts[at:] if found is not None else ():
        try:
            found = getattr(found, part)
        except Exception:
            return False
    return found is not None

json.dump([name for name in json.load(sys.stdin) if there(name)], sys.stdout)
"""


def only_with_the_shim(names: Iterable[str]) -> set[str]:
    """Names that a subprocess can read after compat.install() and another, without it, cannot."""
    asked = json.dumps(sorted(names))
    found = [subprocess.run([sys.executable, "-c", PROGRAM, how], input=asked, stdout=subprocess.PIPE, text=True,
                            check=True) for how in ("with", "without")]
    shim, plain = (set(json.loads(one.stdout)) for one in found)
    return shim - plain
