"""What installs us into another environment: the checkout that runs, or a wheel of the files that are installed."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from theano_common.our_version import our_version

NAME = "theano-compat"
OF_THE_INSTALLATION = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}  # files that pip adds


def requirement(extras: str, folder: Path) -> str:
    """Return the requirement that installs what runs here. A wheel that it needs is written to `folder`."""
    root = Path(__file__).resolve().parents[2]
    if (root / "pyproject.toml").exists():
        return f"{root}{extras}"
    try:
        there = distribution(NAME)
    except PackageNotFoundError:
        there = None
    if there is None or there.files is None:
        return f"{NAME}{extras}=={our_version()}"
    return f"{NAME}{extras} @ {wheel(there, folder).as_uri()}"


def wheel(there: Distribution, folder: Path) -> Path:
    """Pack the files of an installed distribution into a wheel."""
    name, version = (there.metadata[key].replace("-", "_") for key in ("Name", "Version"))
    file = folder.absolute() / f"{name}-{version}-{_tag(there)}.whl"
    record = ""
    own = [one for one in there.files or () if ".." not in one.parts and "__pycache__" not in one.parts]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in own:
            path = one.as_posix()
            if one.parent.suffix == ".dist-info" and one.name in OF_THE_INSTALLATION:
                if one.name == "RECORD":
                    record = path
                continue
            data = Path(str(there.locate_file(one))).read_bytes()
            packed.writestr(path, data)
        lines = [f"{one.filename},{_sum(packed, one.filename)},{one.file_size}" for one in packed.infolist()]
        packed.writestr(record, "\n".join([*lines, f"{record},,"]) + "\n")
    return file


def _tag(there: Distribution) -> str:
    """Return the tag of a wheel's file name, of the lines that are in it: cp311-abi3-linux_x86_64."""
    lines = (there.read_text("WHEEL") or "").splitlines()
    tags = [line.partition(":")[2].strip().split("-") for line in lines if line.startswith("Tag:")]
    return "-".join(".".join(dict.fromkeys(parts)) for parts in zip(*tags, strict=True)) or "py3-none-any"


def _sum(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256(packed.read(name)).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
