"""Real files with bytes changed, lost and put in between: read, or refused in a sentence, and nothing else happens."""

import gzip
import lzma
import random

import pytest

from fixtures.saved_by.archives import unpacked
from theano_common.saved.errors import CannotRead
from theano_migrate.compare import load

FOLDER = unpacked()
NAMES = (
    "3.1/arrays-by-chain.pkl", "3.1/frame-protocol-0.pkl", "3.1/trace-protocol-0.pkl.xz", "3.8/trace.dill.gz",
    "3.8/points.pkl", "3.8/frame.csv", "3.8/backend.h5", "3.6/backend.sqlite", "3.11.5/frame.pkl",
    "3.11.5/arrays.joblib", "3.11.5/truth-nuts.npz", "3.11.5/inference_data.nc", "3.11.5/inference_data.pkl.gz",
)  # fmt: skip
TIMES = 25
UNPACKED = {".gz": gzip.decompress, ".xz": lzma.decompress}  # damage below the packing, which has its own tests


def damaged(data, rng):
    """A few bytes changed, lost or added, half of them near the beginning, where a file says what it is."""
    made = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        at = rng.randrange(len(made) if rng.random() < 0.5 else min(len(made), 3000))
        kind = rng.randrange(3)
        if kind == 0:
            made[at] = rng.randrange(256)
        elif kind == 1:
            del made[at : at + rng.randrange(1, 20)]
        else:
            made[at:at] = rng.randbytes(rng.randrange(1, 8))
    return bytes(made)


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_is_read_or_refused(tmp_path, name):
    if name.endswith((".h5", ".nc")):
        pytest.importorskip("h5py")
    path = FOLDER / name
    data = UNPACKED.get(path.suffix, bytes)(path.read_bytes())
    rng, refused = random.Random(name), 0
    target = tmp_path / (path.stem if path.suffix in UNPACKED else path.name)
    for _ in range(TIMES):
        target.write_bytes(damaged(data, rng))
        try:
            assert load(target).variables
        except CannotRead as error:
            refused += 1
            assert str(error).startswith(str(target)) and len(str(error)) < 2000
    assert refused > 0
