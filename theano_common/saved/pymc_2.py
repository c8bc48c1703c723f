"""The databases of PyMC 2, which are recognised and not read: its backends pickle, txt, sqlite and hdf5.

Each is another format than PyMC3's backend of that name.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from ..draws import Draws
from .errors import CannotRead
from .format import Format, head

SQLITE_HEAD = ("recid", "trace")  # columns of each table; PyMC3's are recid, draw, chain
HDF5_TABLE = "PyMCsamples"  # in a group for each chain
PICKLE_KEY = "_state_"  # beside the variables, each a dict by chain


def refuse(backend: str) -> NoReturn:
    """Raise CannotRead with what to do."""
    raise CannotRead(
        f"a database of PyMC 2 ({backend}), which is not read. PyMC 2 writes what is: with numpy.savez and a dict of "
        "db.trace(name, chain=None)[:] for each name of db.trace_names[0]"
    )


def is_pickle(node: object) -> bool:
    """Say whether this is what a pickle of the backend pickle holds."""
    if not (isinstance(node, dict) and PICKLE_KEY in node):
        return False
    return any(isinstance(one, dict) and all(isinstance(key, int) for key in one) for one in node.values())


def is_folder(folder: Path) -> bool:
    """Say whether this is the folder of the backend txt: a folder for each chain, a file for each variable."""
    files = [one for one in folder.glob("Chain_*/*.txt") if one.is_file()]
    return bool(files) and head(files[0]).startswith(b"# Variable: ")


def _refused(_path: Path) -> Draws:
    refuse("txt")


FORMAT = Format("a folder of PyMC 2", _refused, is_folder=is_folder, order=7, refused="a database of PyMC 2")
