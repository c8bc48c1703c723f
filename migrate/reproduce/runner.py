"""How one document is run in the copy of its folder: by a kernel or as a script, where, and with which variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import environment, file_names
from .documents import Contents, Document
from .own_modules import search_path, with_modules
from .running import kernel, script
from .running.limits import Limits, Place
from .running.result import Ran

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Runner:
    """What all documents run by. remarks: what is said of where they ran, grown by each."""

    contents: Contents
    place: Place
    limits: Limits
    progress: Progress
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
        place = replace(place, more={**place.more, **more})
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
        """Return where a document runs: with the folders in which modules of the repository that it imports are."""
        text = with_modules(one.source, self.contents.modules)
        own = self.contents.own.folders(text, one.path.parent)
        folders = [folder for name, folder in own.items() if not environment.has(Path(self.place.python), name)]
        more = {"MIGRATE_REPRODUCE_PYTHON_2": "1"} if one.python_2 and not one.is_script else {}
        flags = f"emulate={emulate}" if emulate else ""
        return replace(self.place, flags=flags, path=search_path(folders, self.place.copy), more=more)

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
