"""Run a port to its end with few draws, in a copy of its folder; started as a file, by the Python that has PyMC.

Its argument is a JSON file: the script, folders, the seed, the limit in seconds, the sizes of draws. It writes a line
of JSON for each event, and, at the limit or where the process breaks, a traceback of Python's fault handler.
"""

import ast
import builtins
import contextlib
import faulthandler
import importlib
import io
import json
import os
import random
import sys
import types
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
ABOVE = os.path.dirname(HERE)


def main(asked):
    """Run the script of a JSON document, and write what happens."""
    with open(asked["trace"], "w", encoding="utf-8") as trace, open(asked["events"], "w", encoding="utf-8") as events:

        def said(event):
            events.write(json.dumps(event) + "\n")
            events.flush()

        faulthandler.enable(trace)
        guards, few_draws, packages, scratch_folder = (
            importlib.import_module(f"certificate.whole_run.{name}")
            for name in ("guards", "few_draws", "packages", "scratch_folder")
        )
        script = asked["script"]
        folders = list(dict.fromkeys(asked["folders"]))
        with open(script, "rb") as file:
            source = file.read()
        tree = ast.parse(source, script)
        watch = guards.Watch(script, tree, asked["seed"], said)
        if guards.script_run.seeds_itself(tree):
            watch.seed = None
        pm = _prepared(few_draws, asked)
        _show_nothing(source)
        home = packages.enter(tree, folders)
        os.chdir(folders[-1])
        scratch_folder.protect(asked["top"], asked["protected"], _caches())
        code = compile(ast.fix_missing_locations(guards.Guarded(tree).visit(tree)), script, "exec", dont_inherit=True)
        scope = {"__file__": script, "__guard__": watch, "__builtins__": builtins, **home.names}
        said({"started": pm.__version__})
        faulthandler.dump_traceback_later(asked["limit"], exit=True, file=trace)
        try:
            with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                exec(code, scope)
        except SystemExit as error:
            if error.code not in (None, 0):
                watch.stops(error)
        except BaseException as error:
            watch.stops(error)
        faulthandler.cancel_dump_traceback_later()
        said({"ended": True})


def _prepared(few_draws, asked):
    """Return PyMC with few draws; pictures go nowhere."""
    import numpy as np
    import pymc

    few_draws.install(pymc, few_draws.Sizes(**asked["sizes"]), asked["seed"])
    np.random.seed(asked["seed"] % 2**32)
    random.seed(asked["seed"])
    sys.argv = [asked["script"]]
    return pymc


def _show_nothing(source):
    """Open no window; matplotlib is imported only where the script names it, since that takes a second."""
    import webbrowser

    webbrowser.open = lambda *args, **kwargs: True
    with contextlib.suppress(ImportError):
        if b"matplotlib" in source:
            import matplotlib
            import matplotlib.pyplot as plt

            matplotlib.use = lambda *args, **kwargs: None  # the environment has chosen a backend without windows
            matplotlib.rcParams["figure.max_open_warning"] = 0
            plt.show = lambda *args, **kwargs: plt.close("all")


def _caches():
    """Return the folders in which libraries keep what they made."""
    found = [os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")]
    with contextlib.suppress(Exception):
        import pytensor

        found += [str(pytensor.config.base_compiledir), str(pytensor.config.compiledir)]
    if "matplotlib" in sys.modules:
        matplotlib = sys.modules["matplotlib"]
        found += [matplotlib.get_cachedir(), matplotlib.get_configdir()]
    return found


if __name__ == "__main__":
    sys.path[:] = [one for one in sys.path if os.path.abspath(one or ".") != HERE]
    package = sys.modules["certificate"] = types.ModuleType("certificate")
    package.__path__ = [ABOVE]
    with open(sys.argv[1], encoding="utf-8") as document:
        wanted = json.load(document)
    main(wanted)
    os._exit(0)  # threads and pools of the script do not keep the process
