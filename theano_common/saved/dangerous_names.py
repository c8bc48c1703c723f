"""Names that no saved posterior needs: a file with one of them is refused with a sentence that says so.

Safety does not depend on this list: nothing that a file names is run, listed or not. The list is there so that a
person who was sent such a file learns of it.
"""

from __future__ import annotations

import functools

from .errors import CannotRead

# Modules of which no function belongs in a saved posterior.
MODULES = frozenset(
    """os posix nt subprocess pty socket shutil importlib imp runpy ctypes _ctypes webbrowser code codeop commands
    popen2 pickle _pickle cPickle marshal shelve multiprocessing asyncio pdb bdb timeit profile cProfile trace
    doctest pydoc zipimport pkgutil distutils setuptools pip tempfile fileinput linecache io _io urllib urllib2
    http httplib ftplib smtplib telnetlib xmlrpc socketserver platform sys gc inspect signal faulthandler cffi
    requests paramiko sqlite3 numpy.f2py numpy.distutils numpy.testing numpy.ctypeslib numpy.lib.npyio pandas.io
    """.split()
)
NAMES = frozenset(
    """builtins.eval builtins.exec builtins.compile builtins.__import__ builtins.open builtins.input
    builtins.breakpoint builtins.execfile builtins.file builtins.raw_input builtins.reload builtins.apply
    builtins.globals builtins.vars numpy.load numpy.save numpy.savez numpy.savez_compressed numpy.savetxt
    numpy.loadtxt numpy.genfromtxt numpy.fromfile numpy.memmap numpy.fromregex pandas.eval pandas.read_pickle
    joblib.load joblib.numpy_pickle.load dill.load dill.loads dill._dill.load dill._dill.loads
    dill.source.getsource cloudpickle.load cloudpickle.loads torch.load yaml.load yaml.unsafe_load
    yaml.full_load site.addsitedir operator.call
    """.split()
)
# Refused only where they are called: dill names them beside a logger's stderr.
CALLED = frozenset("builtins.open builtins.file io.open _io.open".split())
# Harmless names below listed modules.
HARMLESS = frozenset(
    """os.path.join os.stat_result posix.stat_result os.PathLike os._Environ os.devnull sys.maxsize sys.float_info
    sys.version_info io.BytesIO io.StringIO _io.BytesIO _io.StringIO platform.uname_result inspect.Signature
    inspect.Parameter inspect._ParameterKind signal.Signals
    """.split()
)


@functools.lru_cache(4096)  # a list of points names NumPy's constructors for each draw
def refuse(path: str, called: bool = False) -> None:
    """Raise CannotRead when `path` is on the list, also as `somewhere.os.system`.

    Attributes lead from module to module. called: whether the name is called, not only mentioned.
    """
    parts = path.split(".")
    for start in range(min(len(parts), 50)):
        inner = ".".join(parts[start:])
        if inner in HARMLESS or (inner in CALLED and not called):
            return
        if inner in NAMES or _in_a_module(parts[start:], whole=start == 0):
            raise CannotRead(
                f"this pickle would have {inner} called, which no saved posterior needs: it is refused, and nothing "
                "in it was run"
            )


def _in_a_module(parts: list[str], whole: bool) -> bool:
    """Say whether the first parts name a module of the list.

    In the middle of a path only Python's own modules count: `pymc3.model.code` is PyMC3's own.
    """
    for length in range(1, len(parts)):
        module = ".".join(parts[:length])
        if module in MODULES and (whole or module in ("os", "posix", "nt", "subprocess", "sys", "importlib", "shutil")):
            return True
    return False
