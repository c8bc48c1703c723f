"""What a document's numbers depend on, as far as its text and the options tell: while it is the same, rows are kept.

That is its own bytes, what a script once printed, the modules of the repository that it imports, the files and folders
of the repository that it or these name, and the options that change what is run.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from theano_common.printing import json_text

from . import file_names
from .documents import Contents, Document, files_of
from .own_modules import with_modules


def digests(contents: Contents, data: Mapping[str, Path], **options: str | int) -> dict[str, str]:
    """Return the SHA-256 of what each document's numbers depend on, by their paths.

    data: files that are given, by the ends of the paths that documents ask for. options: those that change what runs.
    """
    files = [file for file in files_of(contents.root) if file.is_file()]
    given = json_text([{name: str(value) for name, value in options.items()}, {name: _of(data[name]) for name in data}])
    return {str(one.path): _digest(one, contents, files, given) for one in contents.documents}


def _digest(one: Document, contents: Contents, files: list[Path], given: str) -> str:
    made = hashlib.sha256((contents.root / one.path).read_bytes())
    printed = "".join(output.text for cell in one.cells for output in cell.outputs) if one.is_script else ""
    text = with_modules(one.source, contents.modules)
    made.update("\0".join([printed, text, given]).encode("utf-8", "surrogateescape"))
    for file in _named(text, contents.root, files):
        path = file.relative_to(contents.root)
        if path != one.path:
            made.update(f"\0{path.as_posix()}\0{_of(file)}".encode("utf-8", "surrogateescape"))
    return made.hexdigest()


def _named(text: str, root: Path, files: list[Path]) -> Iterator[Path]:
    """Yield the files that a text names, by the last part of their paths or by a folder that they lie below."""
    names = file_names.last_parts(text)
    folders = {re.sub(r"^(?:\.{1,2}/)+", "", name) for name in file_names.relative(text)} - {"", ".", ".."}
    for file in files:
        below = f"/{file.relative_to(root).parent.as_posix()}/"
        if file.name in names or any(f"/{folder}/" in below for folder in folders):
            yield file


def _of(file: Path) -> str:
    try:
        with file.open("rb") as held:
            return hashlib.file_digest(held, "sha256").hexdigest()
    except OSError as error:  # the document cannot read it either
        return error.strerror or ""
