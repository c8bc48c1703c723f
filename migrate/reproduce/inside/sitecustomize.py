"""Refuse the network to every Python process of a document: each imports this file at its start.

Python calls the hook before a name is looked up and before a connection is made. The machine itself can be reached:
Jupyter and dask talk to their own processes. Also here: files that are elsewhere are found (`found_files.py`), samplers
make fewer draws (`fewer_draws.py`), and those of a document that is run several times get their streams
(`sampler_streams.py`).
"""

import importlib
import os
import sys

HERE = ("localhost", "::1", "0.0.0.0", "", "::")
REFUSED = "the network is refused to this run"  # `failures.py` finds the cause by these words


def is_here(host):
    """Say whether a host is this machine."""
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    return name in HERE or name.startswith("127.") or name == os.uname().nodename


def refuse(event, arguments):
    """Raise ConnectionRefusedError for what leaves the machine."""
    if event == "urllib.Request":
        address = str(arguments[0])
        if (
            address.startswith(("http:", "https:", "ftp:"))
            and "//127.0.0.1" not in address
            and "//localhost" not in address
        ):
            raise ConnectionRefusedError(f"{REFUSED}: {address}")
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not is_here(address[0]):
            raise ConnectionRefusedError(f"{REFUSED}: {address[0]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not is_here(arguments[0]):
        raise ConnectionRefusedError(f"{REFUSED}: {arguments[0]}")


def run_next():
    """Run the `sitecustomize` that ours stands in front of."""
    for folder in sys.path:
        other = os.path.join(folder, "sitecustomize.py")
        if os.path.isfile(other) and not os.path.samefile(other, __file__):
            with open(other, "rb") as file:
                exec(compile(file.read(), other, "exec"), {"__name__": "sitecustomize", "__file__": other})
            return


if os.environ.get("MIGRATE_REPRODUCE_NETWORK") == "refused":
    sys.addaudithook(refuse)
OF_RUNS = {"FILES": "found_files", "DRAWS_LIMIT": "fewer_draws", "STREAMS": "sampler_streams"}
for variable, module in OF_RUNS.items():
    if os.environ.get(f"MIGRATE_REPRODUCE_{variable}"):
        try:
            importlib.import_module(f"theano_migrate.reproduce.inside.{module}").install()
        except ImportError:  # a Python of another environment
            pass
if __name__ == "sitecustomize":  # `failures.py` imports it for its words
    run_next()
