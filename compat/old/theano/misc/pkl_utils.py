"""Pickles of graphs, with their arrays in a zip file that `numpy.load` reads. Source: theano.misc.pkl_utils.

As any pickle, a file from a stranger may run arbitrary code when loaded.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from typing import Any

import numpy as np

from ....graph.variable import SharedVariable, Tag
from ....importing.module_getattr import absent_from

DEFAULT_PROTOCOL = pickle.DEFAULT_PROTOCOL
Pickler = pickle.Pickler


class CompatUnpickler(pickle.Unpickler):
    """A pickle.Unpickler, for pickles written by Python 2: pass encoding="latin1".

    file, fix_imports, encoding, errors, buffers: as in pickle.Unpickler.
    """


class StripPickler(pickle.Pickler):
    """A pickle.Pickler that leaves out what tags hold besides a graph: test values and traces.

    file, protocol: as in pickle.Pickler. extra_tag_to_remove: names of further attributes of tags that are left out.
    """

    def __init__(self, file: Any, protocol: int = 0, extra_tag_to_remove: Any = None) -> None:
        super().__init__(file, protocol)
        self.tag_to_remove = ["trace", "test_value", *(extra_tag_to_remove or ())]

    def reducer_override(self, obj: object) -> Any:
        if isinstance(obj, Tag):
            return Tag, (), {k: v for k, v in obj.__dict__.items() if k not in self.tag_to_remove}
        return NotImplemented


class PersistentNdarrayID:
    """A function that writes each array in a pickle to a zip file, and puts the member's name into the pickle.

    zip_file: the open ZipFile.
    """

    def __init__(self, zip_file: zipfile.ZipFile) -> None:
        self.zip_file = zip_file
        self.count = 0
        self.seen: dict[int, tuple[str, Any]] = {}  # with the array, as an id is only valid while its object is alive

    def _resolve_name(self, obj: object) -> str:
        self.count += 1
        return f"array_{self.count - 1}"

    def __call__(self, obj: Any) -> str | None:
        if type(obj) is not np.ndarray:
            return None
        if id(obj) not in self.seen:
            name = self._resolve_name(obj)
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, obj)
            self.zip_file.writestr(name, buffer.getvalue())
            self.seen[id(obj)] = f"ndarray.{name}", obj
        return self.seen[id(obj)][0]


class PersistentSharedVariableID(PersistentNdarrayID):
    """As PersistentNdarrayID, with shared variables' names for their values (`x`, `x_2`, ... if several have one).

    zip_file: the open ZipFile. allow_unnamed, allow_duplicates: whether variables without a name, and several of one
    name, are taken; ValueError if not.
    """

    def __init__(self, zip_file: zipfile.ZipFile, allow_unnamed: bool = True, allow_duplicates: bool = True) -> None:
        super().__init__(zip_file)
        self.allow_unnamed, self.allow_duplicates = allow_unnamed, allow_duplicates
        self.ndarray_names: dict[int, str] = {}
        self.name_counter: dict[str, int] = {}

    def _resolve_name(self, obj: object) -> str:
        name = self.ndarray_names.get(id(obj))
        if name is None:
            return super()._resolve_name(obj)
        count = self.name_counter[name] = self.name_counter.get(name, 0) + 1
        if count > 1 and not self.allow_duplicates:
            raise ValueError(f"multiple shared variables with the name `{name}` found")
        return name if count == 1 else f"{name}_{count}"

    def __call__(self, obj: Any) -> str | None:
        if isinstance(obj, SharedVariable):
            if obj.name == "pkl":
                raise ValueError("can't pickle shared variable with name `pkl`")
            if obj.name:
                self.ndarray_names[id(obj.container.value)] = obj.name
            elif not self.allow_unnamed:
                raise ValueError(f"unnamed shared variable, {obj}")
        return super().__call__(obj)


class PersistentNdarrayLoad:
    """A function that reads the arrays that `dump` wrote, by the names in the pickle.

    zip_file: the open ZipFile.
    """

    def __init__(self, zip_file: zipfile.ZipFile) -> None:
        self.zip_file = zip_file
        self.cache: dict[str, Any] = {}

    def __call__(self, persid: str) -> Any:
        kind, _, name = persid.partition(".")
        if kind not in ("ndarray", "gpuarray"):
            raise pickle.UnpicklingError(f"An array of the unknown kind {kind!r}.")
        if name not in self.cache:
            with self.zip_file.open(name) as member:
                if kind == "gpuarray":
                    pickle.load(member)  # the name of the device
                self.cache[name] = np.lib.format.read_array(member)
        return self.cache[name]


def dump(
    obj: object, file_handler: Any, protocol: int = DEFAULT_PROTOCOL, persistent_id: Any = PersistentSharedVariableID
) -> None:
    """Write an object as a zip file: a member for each array, and `pkl` for the rest.

    obj: the object. file_handler: a file that is open for writing bytes. protocol: as in pickle.dump. persistent_id: a
    class such as PersistentSharedVariableID, which names the members.
    """
    with zipfile.ZipFile(file_handler, "w", zipfile.ZIP_DEFLATED) as zip_file:
        name_of = persistent_id(zip_file)

        class Outside(pickle.Pickler):
            def persistent_id(self, obj: object) -> Any:
                return name_of(obj)

        buffer = io.BytesIO()
        Outside(buffer, protocol).dump(obj)
        zip_file.writestr("pkl", buffer.getvalue())


def load(f: Any, persistent_load: Any = PersistentNdarrayLoad) -> Any:
    """Return the object that `dump` wrote. A file from a stranger may run any code, as any pickle.

    f: a file that is open for reading bytes. persistent_load: a class such as PersistentNdarrayLoad, which reads the
    members.
    """
    with zipfile.ZipFile(f) as zip_file:
        array_of = persistent_load(zip_file)

        class Outside(pickle.Unpickler):
            def persistent_load(self, pid: Any) -> Any:
                return array_of(pid)

        return Outside(io.BytesIO(zip_file.read("pkl"))).load()


__all__ = [
    "CompatUnpickler",
    "DEFAULT_PROTOCOL",
    "PersistentNdarrayID",
    "PersistentNdarrayLoad",
    "PersistentSharedVariableID",
    "Pickler",
    "StripPickler",
    "dump",
    "load",
]
__getattr__ = absent_from(__name__)
