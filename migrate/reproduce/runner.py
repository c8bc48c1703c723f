"""How one document is run in the copy of its folder: by a kernel or as a script, where, and with which variables."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from theano_common.printing import json_text

from . import environment, file_names
from .documents import Contents, Document, written
from .own_modules import imported_names, search_path, with_modules
from .running import kernel, script
from .running.limits import Limits, Place
from .running.result import Ran

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Runner:
    """What all documents run by.

    data: files that are given, by the ends of the paths that documents ask for. draws_limit: draws of a chain at most;
    0 for all. remarks: what is said of where they ran, what they read and what was limited, grown by each.
    """

    contents: Contents
    place: Place
    limits: Limits
    progress: Progress
    data: Mapping[str, Path] = field(default_factory=dict)
    draws_limit: int = 0
    remarks: list[str] = field(default_factory=list)

    def elsewhere(self, copy: Path) -> Runner:
        """Return one that runs in another copy of the folder."""
        return replace(self, place=replace(self.place, copy=copy))

    def ran(
        self,
        one: Document,
        emulate: str,
        said: str,
        more: Mapping[str, str],
        then: kernel.Then | None = None,
    ) -> Ran:
        """Run a document. more: variables of its processes. then: see `kernel.run`; not for scripts."""
        at, place = self.place.copy / one.path, self.place_of(one, emulate)
        place = replace(place, more={**place.more, **self._limit, **more})
        if one.is_script:
            self.progress(said)
            return script.run(at, self.folder(one), place, self.limits, one.python_2)
        return kernel.run(
            one.cells,
            at,
            place,
            self.limits,
            lambda number, seconds: self.progress(f"{said} cell {number} of {len(one.cells)}, {seconds:.0f} s"),
            *([then] if then else []),
        )

    def place_of(self, one: Document, emulate: str = "") -> Place:
        """Return where a document runs: with the folders in which modules of the repository that it imports are.

        What `place` has of flags, folders and variables stays.
        """
        text = with_modules(one.source, self.contents.modules)
        own = self.contents.own.folders(text, one.path.parent)
        python = Path(self.place.python)
        folders = [folder for name, folder in own.items() if not environment.has_all(python, name, text)]
        more = {"MIGRATE_REPRODUCE_PYTHON_2": "1"} if one.python_2 and not one.is_script else {}
        if "keras" in imported_names(text) and "tensorflow" not in text:
            more["KERAS_BACKEND"] = "theano"  # whatever a keras.json in the user's home says
        more |= {"MIGRATE_REPRODUCE_FILES": str(self._files(text))}
        flags = ",".join(filter(None, [self.place.flags, f"emulate={emulate}" if emulate else ""]))
        path = (*search_path(folders, self.place.copy), *self.place.path)
        return replace(self.place, flags=flags, path=path, more={**self.place.more, **more})

    def _files(self, text: str) -> Path:
        """Write what the processes of a document need to find files; return where."""
        given = {name: str(path.absolute()) for name, path in self.data.items()}
        names = sorted(file_names.last_parts(text) - set(written(text)))
        path = Path(tempfile.mkdtemp(prefix="files-", dir=self.place.made), "files.json")
        held = {"given": given, "names": names, "top": str(self.place.copy.absolute()), "log": str(self._log)}
        path.write_text(json_text(held), encoding="utf-8")
        return path

    @property
    def _log(self) -> Path:
        return self.place.made / "found-files.jsonl"

    def say_what_was_read(self, one: Document) -> None:
        """Remark which files a document, that has just run, read in place of others."""
        if not self._log.exists():
            return
        for line in self._log.read_text(encoding="utf-8").splitlines():
            asked, used = json.loads(line)
            below = Path(used).is_relative_to(self.place.copy.absolute())
            said = f"{Path(used).relative_to(self.place.copy.absolute())} of the repository" if below else used
            remark = f"{one.path} read {said} for {asked}"
            if remark not in self.remarks:  # which each process of it notes
                self.remarks.append(remark)
        self._log.unlink()

    @property
    def _limit(self) -> dict[str, str]:
        """The variables that limit draws."""
        if not self.draws_limit:
            return {}
        names = {"DRAWS_LIMIT": str(self.draws_limit), "LIMITED": str(self._log_of_draws)}
        return {f"MIGRATE_REPRODUCE_{name}": value for name, value in names.items()}

    @property
    def _log_of_draws(self) -> Path:
        return self.place.made / "limited-draws.jsonl"

    def was_limited(self, one: Document) -> bool:
        """Say whether a document, that has just run, asked for more draws than it got, and remark it."""
        if not self._log_of_draws.exists():
            return False
        lines = self._log_of_draws.read_text(encoding="utf-8").splitlines()
        self._log_of_draws.unlink()
        for sampler, what, asked, made in dict.fromkeys(tuple(json.loads(line)) for line in lines):
            self.remarks.append(f"{one.path}: {sampler} made {made} {what} of {asked} (--draws-limit)")
        return True

    def unused(self) -> list[str]:
        """Return what is said of given files that nothing asked for."""
        said = "\n".join(self.remarks)
        read = {name for name, path in self.data.items() if f" read {path.absolute()} for " in said}
        return [f"no document asked for {name}, or it was there" for name in self.data if name not in read]

    def folder(self, one: Document) -> Path:
        """Return the folder that a document runs in: a notebook in its own."""
        own = (self.place.copy / one.path).parent
        if not one.is_script:
            return own
        text = with_modules(one.source, self.contents.modules)
        folder = file_names.working_folder(text, own, self.place.copy)
        if folder != own:
            above = "the top folder" if folder == self.place.copy else str(folder.relative_to(self.place.copy))
            remark = f"{one.path} ran in {above}, where the files are that it names"
            if remark not in self.remarks:  # asked again for each saved posterior of it
                self.remarks.append(remark)
        return folder
