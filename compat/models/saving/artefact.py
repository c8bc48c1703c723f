"""A model as a file: its graph and data, the settings that it was saved under, and the versions that wrote it.

The file is a zip archive of `about.json` and `model`, the bytes of `plain_objects`.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.our_version import our_version
from theano_common.system.files import write_whole

from ...settings import FLAGS, config, is_given
from . import plain_objects
from .plain_objects import NotPlain

ABOUT, MODEL, FORMAT = "about.json", "model", 1
# What draws depend on. A file sets no other flag: `cxx`, for example, names a program that is run.
SETTINGS = ("floatX", "emulate", "sampler", "mass_matrix", "sums_of_squares", "reproducible", "mode", "optimizer")
SAMES = ("floatX", "emulate")  # flags that a model is made under


class ArtefactError(ValueError):
    """A file is no saved model, or cannot be used under these settings; the sentence says why."""


@dataclass(frozen=True)
class Artefact:
    """A saved model. settings: the flags that were given. digest: of the file's bytes."""

    model: Any
    settings: dict[str, Any]
    versions: dict[str, str]
    digest: str

    @contextmanager
    def under_its_settings(self) -> Iterator[None]:
        """Set the flags that the model was saved under."""
        with config.change_flags(**self.settings):
            yield


def written(model: Any) -> bytes:
    """Return the bytes of the file. Raises NotPlain."""
    about = {"format": FORMAT, "settings": _settings(), "versions": _versions()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((ABOUT, json.dumps(about, indent=1).encode()), (MODEL, plain_objects.dumps(model))):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def read(data: bytes) -> Artefact:
    """Return the model of such bytes; nothing that they bring along is run. Raises ArtefactError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            about = json.loads(archive.read(ABOUT))
            settings, versions = dict(about["settings"]), dict(about["versions"])
            if about["format"] != FORMAT:
                raise ArtefactError(
                    f"the model was saved by theano-compat {versions.get('theano-compat')}, in another form"
                )
            if unknown := [name for name in settings if name not in SETTINGS]:
                raise ArtefactError(f"{unknown[0]} is no setting of a model")
            with config.change_flags(**{name: settings[name] for name in SAMES if name in settings}):
                model = plain_objects.loads(archive.read(MODEL))
    except NotPlain as error:
        raise ArtefactError(f"{error}: it is refused, and nothing in it was run") from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        if isinstance(error, ArtefactError):
            raise
        raise ArtefactError(f"this is no saved model: {error}") from None
    return Artefact(model, settings, versions, hashlib.sha256(data).hexdigest())


def save(model: Any, path: str | os.PathLike[str]) -> None:
    """Write a model to a file. Raises NotPlain."""
    write_whole(Path(path), written(model))


def load_model(path: str | os.PathLike[str]) -> Any:
    """Return the model that `model.save` wrote; nothing that the file brings along is run.

    Raises ArtefactError for a file that is none, or of another floatX or emulated release than are set.
    """
    found = read(Path(path).read_bytes())
    for name in SAMES:
        if found.settings.get(name, FLAGS[name].default) != getattr(config, name):
            raise ArtefactError(
                f"{path} was saved under {name} = {found.settings.get(name)!r}; set theano.config.{name} to that."
            )
    return found.model


def _settings() -> dict[str, Any]:
    values = {name: getattr(config, name) for name in SETTINGS if name in SAMES or is_given(name)}
    return {name: value for name, value in values.items() if isinstance(value, bool | str)}


def _versions() -> dict[str, str]:
    return {"theano-compat": our_version(), "NumPy": np.__version__, "Python": sys.version.split()[0]}


__all__ = ["Artefact", "ArtefactError", "load_model", "read", "save", "written"]
