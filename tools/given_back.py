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

asked = json.load(sys.stdin)
json.dump([[name for name in asked if there(name)],
           [owner for owner in {name.rpartition(".")[0] for name in asked} if there(owner)]], sys.stdout)
"""


def given_back(names: Iterable[str], known: Iterable[str]) -> set[str]:
    """Names that a subprocess can read after compat.install() and another, without it, cannot.

    Of those that are `known` as such, a name stays unless the module or class that had it is here, without it even
    then: a library that is not installed, or an older release that still has the name, says nothing against it. So the
    answer is the same wherever it is asked.
    """
    known = set(known)
    asked = json.dumps(sorted({*names, *known}))
    found = [
        subprocess.run([sys.executable, "-c", PROGRAM, how], input=asked, stdout=subprocess.PIPE, text=True, check=True)
        for how in ("with", "without")
    ]
    (shim, owners), (plain, _) = ([set(part) for part in json.loads(one.stdout)] for one in found)
    return (shim - plain) | (known & shim) | {name for name in known if name.rpartition(".")[0] not in owners}
