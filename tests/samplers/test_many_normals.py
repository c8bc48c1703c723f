"""Many standard normals in C: NumPy's numbers, and NumPy's stream as NumPy leaves it."""

import numpy as np
import pytest

from theano_compat.infer.compiled_steps.numpy_stream import global_stream
from theano_compat.models.distributions import many_normals

pytestmark = pytest.mark.skipif(not many_normals.same_as_numpy(), reason="no compiler, or another logarithm")


@pytest.mark.parametrize("before", ["nothing", "a word", "three words", "a normal", "most of a block"])
@pytest.mark.parametrize("n", [0, 1, 2, 7, 243, 244, 245, 10_001])
def test_the_same_numbers(before, n):
    take = {
        "nothing": lambda s: None,
        "a word": lambda s: s.randint(9, dtype="uint32"),
        "three words": lambda s: s.bytes(12),
        "a normal": lambda s: s.standard_normal(),
        "most of a block": lambda s: s.bytes(4 * 621),
    }[before]
    mine, theirs = np.random.RandomState(5), np.random.RandomState(5)
    for _ in range(3):
        take(mine)
        take(theirs)
        np.testing.assert_array_equal(many_normals.drawn(mine, n), theirs.standard_normal(n))
        for part in ("pos", "key"):
            np.testing.assert_array_equal(*(s.get_state(legacy=False)["state"][part] for s in (mine, theirs)))
        assert mine.get_state()[3:] == theirs.get_state()[3:]


@pytest.mark.parametrize(
    "seen, size, in_c",
    [
        (10**6, (100, 150), True),
        (10**6, (30,), False),
        (0, (100, 150), False),
        (10**6, None, False),
        (10**6, 20_000, False),
    ],
)
def test_of_the_global_stream(seen, size, in_c, monkeypatch):
    """In C what is long, once there was enough of it."""
    calls, drawn = [], many_normals.drawn
    monkeypatch.setattr(many_normals, "drawn", lambda *given: calls.append(0) or drawn(*given))
    monkeypatch.setattr(many_normals.Asked, "numbers", seen)
    np.random.seed(3)
    found = many_normals.standard_normals(size), np.random.rand()
    np.random.seed(3)
    np.testing.assert_array_equal(found[0], np.random.standard_normal(size))
    assert found[1] == np.random.rand() and bool(calls) == in_c


def test_another_generator(monkeypatch):
    monkeypatch.setattr(many_normals.Asked, "numbers", 10**6)
    before = np.random.get_bit_generator()
    np.random.set_bit_generator(np.random.PCG64(1))
    try:
        found = many_normals.standard_normals((100, 150))
        assert type(global_stream().bits).__name__ == "PCG64"
    finally:
        np.random.set_bit_generator(before)
    np.testing.assert_array_equal(found, np.random.RandomState(np.random.PCG64(1)).standard_normal((100, 150)))
