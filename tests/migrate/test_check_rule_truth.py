"""Every name in a rule, read under the shim: what is said to break raises, what is said to run is there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from theano_migrate.check.names.coverage import installed
from theano_migrate.check.rules import registry

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
import compat
compat.install()

def there(name):
    parts, found, at = name.split("."), None, 0
    for at in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:at]))
            break
        except ModuleNotFoundError as error:
            if error.name is not None and not name.startswith(error.name):
                return None  # needs what is not installed
        except Exception:
            return False
    if found is None:
        return False if parts[0] in OURS or parts[0] in sys.stdlib_module_names or parts[0] in GONE else None
    for part in parts[at:]:
        try:
            found = getattr(found, part)
        except Exception:
            return False
    return True

OURS, GONE, names = {"theano", "pymc3"}, set(sys.argv[1].split()), json.load(sys.stdin)
json.dump({name: there(name) for name in names}, sys.stdout)
"""
# Top-level modules that Python has dropped.
GONE = (
    "imp distutils asyncore asynchat smtpd parser symbol formatter cPickle cStringIO StringIO ConfigParser Queue"
    " urllib2"
    " urlparse Tkinter tkMessageBox __builtin__ commands sets md5 sha copy_reg dummy_thread thread cookielib htmllib"
    " httplib HTMLParser anydbm dbhash exceptions xmlrpclib SocketServer BaseHTTPServer repr UserDict"
)


@pytest.fixture(scope="module")
def there():
    names = sorted({name for one in registry.rules() for name in one.rule.all_names})
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, GONE],
        input=json.dumps(names),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


ROWS = [one for one in registry.rules() if one.rule.all_names]


@pytest.mark.slow
@pytest.mark.wide(11)
@pytest.mark.parametrize("one", ROWS, ids=[one.rule.code for one in ROWS])
def test_what_a_rule_says_of_a_name_is_so(one, there):
    given_back = installed().given_back
    given = {name.rpartition(".")[2] for name in given_back}
    wrong = []
    for name in sorted(one.rule.all_names):
        breaks = one.rule.severity == "breaks" and name not in given_back
        is_there = there[name]
        if is_there is None or name.startswith("builtins."):
            continue
        later = one.rule.generated or name.partition(".")[0] in sys.stdlib_module_names
        if breaks and is_there and later and sys.version_info < (3, 13):
            continue  # gone in a later Python than this one, or in a release that wants one
        if one.rule.generated and is_there and name.rpartition(".")[2] in given:
            continue  # subclasses have it too, and modules that take all of NumPy: more of them on other Pythons
        if breaks == is_there:
            wrong.append(f"{name} is {'there' if is_there else 'not there'}")
    assert wrong == []
