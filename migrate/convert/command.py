"""`migrate convert`: a saved posterior, whatever wrote it, in a format that needs none of the old packages."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from theano_common.draws import Draws
from theano_common.printing import ArgumentParser, complain, printable, say, whole_number
from theano_common.saved import draws_npz, hdf5, text_backend
from theano_common.saved.any_file import load
from theano_common.saved.errors import CannotRead
from theano_common.saved.trace_folder import METADATA, SAMPLES
from theano_common.system.broken_pipe import stops_with_its_reader

from ..crash_report import reports_its_crashes
from . import netcdf, save_trace_folder, text_folder, wide_csv
from .errors import CannotWrite

EXAMPLES = (
    "migrate-convert saved.pkl new.npz",
    "migrate-convert saved_trace/ new.nc",
    'migrate-convert "chain_*.csv" new.npz',
)
EXIT = "exit code: 0 written, 2 wrong usage or nothing written, 3 OLD could not be read"
# format -> (who writes it, what it cannot hold)
FORMATS: dict[str, tuple[Callable[[Draws, Path], None], str]] = {
    "npz": (draws_npz.save, ""),
    "netcdf": (netcdf.write, netcdf.LEFT_OUT),
    "csv": (wide_csv.write, wide_csv.LEFT_OUT),
    "save_trace": (save_trace_folder.write, save_trace_folder.LEFT_OUT),
    "text": (text_folder.write, text_folder.LEFT_OUT),
}
BY_SUFFIX = {".npz": "npz", ".nc": "netcdf", ".csv": "csv", "": "save_trace", ".trace": "save_trace"}


@stops_with_its_reader
@reports_its_crashes("migrate convert", "a fault of the file")
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return the exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    new = Path(options.new)
    wanted = options.format or BY_SUFFIX.get(new.suffix)
    if wanted is None:
        known = ", ".join(filter(None, BY_SUFFIX))
        return _stop(f"{new}: no format is known by that ending ({known}, none: a folder); or say --format", 2)
    if new.exists() and not options.force:
        return _stop(f"{new} is there already: --force writes over it", 2)
    if new.exists() and not new.is_file() and not new.is_dir():
        return _stop(f"{new} is no regular file: nothing is written over it", 2)
    if new.is_dir() and (kept := _others(new)):
        return _stop(f"{new} holds {kept}, which is no part of a posterior: nothing is written over it", 2)
    if not new.absolute().parent.is_dir():
        return _stop(f"there is no folder {new.parent}", 2)
    try:
        draws = load(options.old, options.drop)
    except OSError as error:
        return _stop(f"{error.filename or options.old}: {error.strerror or error}", 3)
    except CannotRead as error:
        return _stop(str(error), 3)
    write, left_out = FORMATS[wanted]
    try:
        _in_place(write, draws, new)
    except (ValueError, OSError) as error:  # includes CannotWrite and names that cannot be encoded
        return _stop(f"{new}: {error}", 2)
    say(_report(draws, new, left_out))
    return 0


def _others(folder: Path) -> str | None:
    """Return the first entry of a folder that neither pm.save_trace nor the backend Text would write."""
    for one in sorted(folder.iterdir()):
        if one.is_dir() and not one.is_symlink():
            if {inside.name for inside in one.iterdir()} <= {METADATA, SAMPLES}:
                continue
        elif text_backend.NAME.fullmatch(one.name):
            continue
        return one.name
    return None


def _in_place(write: Callable[[Draws, Path], None], draws: Draws, new: Path) -> None:
    """Write to a temporary place, then rename: the old file stays until the new one is complete."""
    with tempfile.TemporaryDirectory(dir=new.absolute().parent, prefix=".convert-") as folder:
        aside = Path(folder) / new.name
        write(draws, aside)
        _check(draws, aside)
        if new.is_dir():
            shutil.rmtree(new)
        elif new.exists() and aside.is_dir():
            new.unlink()
        aside.replace(new)


def _check(draws: Draws, written: Path) -> None:
    """Raise CannotWrite if reading the file back gives other names or numbers: the format cannot hold them."""
    if written.is_file() and hdf5.is_hdf5(written) and find_spec("h5py") is None:
        return  # ArviZ writes it through netCDF4 too
    try:
        made = load(written)
    except CannotRead as error:
        raise CannotWrite(f"what was written could not be read again ({error}): choose .npz") from None
    for name in draws.variables:
        old = draws.concatenated(name)
        new = made.concatenated(name) if name in made.variables else None
        if new is None or new.shape != old.shape or not np.array_equal(old, new, equal_nan=old.dtype.kind in "fc"):
            raise CannotWrite(f"the format cannot keep {name!r} as it is: choose .npz")


def _report(draws: Draws, new: Path, left_out: str) -> str:
    first = draws.chains[0]
    lengths = sorted({len(chain) for chain in draws.chains})
    warm = next(iter((first.warmup_samples or {}).values()), ())
    count = f"{len(draws.chains)} chain{'s' * (len(draws.chains) != 1)}"
    long = " to ".join(map(str, dict.fromkeys((lengths[0], lengths[-1]))))
    warmed = f", and {len(warm)} of warm-up" if len(warm) else ""
    lines = [f"{draws.attrs['source']}: {draws.sampler or 'an unnamed sampler'}, {count} of {long} draws{warmed}"]
    for package, version in draws.attrs.get("versions", {}).items():
        lines.append(f"  written by {package} {version} ({version.evidence})")
    shown = (name + (str(array.shape[1:]) if array.ndim > 1 else "") for name, array in first.samples.items())
    lines.append(f"  variables: {', '.join(shown)}")
    lines.append(f"  statistics: {', '.join(first.stats) or 'none'}")
    if "dims" in draws.attrs:
        lines.append("  named axes: " + ", ".join(f"{n} ({', '.join(d)})" for n, d in draws.attrs["dims"].items()))
    lines += [f"  {remark}" for remark in draws.attrs.get("remarks", ())]
    lines.append(f"{new}: written" + (f". The format has no place for: {left_out}." if left_out else ""))
    return "\n".join(map(printable, lines))


def _stop(message: str, code: int) -> int:
    complain("migrate convert", message)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser("migrate-convert", description=__doc__, epilog=EXIT, examples=EXAMPLES)
    parser.add_argument("old", metavar="OLD", help="a saved posterior; with a * several files, a chain or more each")
    parser.add_argument("new", metavar="NEW", help="what to write: .npz (keeps everything), .nc, .csv, or a folder")
    parser.add_argument("--format", choices=tuple(FORMATS), help="where the ending of NEW does not say it")
    parser.add_argument(
        "--drop",
        metavar="N",
        type=whole_number,
        default=0,
        help="make the first N draws of each chain warm-up, where OLD does not tell which are",
    )
    parser.add_argument("--force", action="store_true", help="write over what is there")
    return parser
