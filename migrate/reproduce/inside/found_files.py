"""Files that a document asks for by a path that is not there: those that are given, and those of the repository.

$MIGRATE_REPRODUCE_FILES is a file of JSON: `given`, the paths by the ends of those that are asked for; `names`, the
last parts of the paths that the document's text names and does not write; `top`, the folder of the repository; `log`,
where each pair of paths is written. A path of the author's machine, absolute, of Windows or by a folder above, is
looked for in the repository by its end. Only what Python opens to read is found: libraries that open files by
themselves (HDF5, SQLite) are not asked.
"""

from __future__ import annotations

import builtins
import functools
import io
import json
import os
import re

from ..file_names import common_end

AUTHORS = re.compile(r"^(?:/|~|[A-Za-z]:[\\/])|\\|(?:^|/)\.\.(?:/|$)")
NOT_DATA = (".py", ".pyc", ".so", ".pyd", ".dll")


class FoundFiles:
    """Where files are. given, names, top, log: as above."""

    def __init__(self, given, names, top, log) -> None:
        self.given, self.names, self.top, self.log = given, set(names), top, log
        self.said: set[str] = set()

    def instead(self, asked: str) -> str | None:
        """Return the path of the file that is meant by one that is not there; None where nobody knows one."""
        parts = parts_of(asked)
        ends = [name for name in self.given if parts[-len(parts_of(name)) :] == parts_of(name)]
        if ends:
            return self.given[max(ends, key=len)]
        if not parts or parts[-1] not in self.names or not AUTHORS.search(asked) or asked.endswith(NOT_DATA):
            return None
        return nearest(parts, self.files)

    @functools.cached_property
    def files(self) -> list[str]:
        """The files of the repository when one is first looked for."""
        return [os.path.join(at, name) for at, _, names in os.walk(self.top) for name in names]

    def found(self, path) -> str | None:
        """Return what is read in place of a path that is not there, and note it."""
        try:
            asked = os.fsdecode(path)
        except TypeError:  # a number of an open file
            return None
        used = self.instead(asked)
        if used is not None and asked not in self.said:
            self.said.add(asked)
            with self.open(self.log, "a", encoding="utf-8") as log:
                log.write(json.dumps([asked, used]) + "\n")
        return used

    def install(self) -> None:
        """Let `open`, and what asks whether a file is there, find files of this process."""
        self.open, self.stat = builtins.open, os.stat

        @functools.wraps(self.open)
        def open_(file, mode="r", *args, **kwargs):
            try:
                return self.open(file, mode, *args, **kwargs)
            except FileNotFoundError:
                if set(mode) & set("wax+") or (used := self.found(file)) is None:
                    raise
            return self.open(used, mode, *args, **kwargs)

        @functools.wraps(self.stat)
        def stat(path, *args, **kwargs):
            try:
                return self.stat(path, *args, **kwargs)
            except FileNotFoundError:
                if (used := self.found(path)) is None:
                    raise
            return self.stat(used)

        builtins.open = io.open = open_
        os.stat = stat
        # shutil asks whether `os.stat` itself is in these
        for supporting in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
            if self.stat in supporting:
                supporting.add(stat)


def parts_of(path: str) -> list[str]:
    """Return the parts of a path, written as any system has it, without what only says where to begin."""
    return [one for one in re.split(r"[\\/]+", re.sub(r"^[A-Za-z]:", "", path)) if one not in ("", ".", "..", "~")]


def nearest(parts: list[str], files: list[str]) -> str | None:
    """Return the one file whose path has the longest end in common with the parts of another; None of several."""
    common = {file: common_end(parts, parts_of(file)) for file in files}
    best = max(common.values(), default=0)
    found = [file for file, count in common.items() if count == best > 0]
    return found[0] if len(found) == 1 else None


def install() -> None:
    """Let this process find files, if the environment says where."""
    if held := os.environ.get("MIGRATE_REPRODUCE_FILES"):
        with open(held, encoding="utf-8") as file:
            FoundFiles(**json.load(file)).install()
