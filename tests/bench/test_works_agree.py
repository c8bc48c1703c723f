"""Each workload of the bench computes one thing: as legacy code on ours, by hand in C, by hand in JAX."""

from collections.abc import Iterator

import numpy as np
import pytest

import compat
from bench import workload
from tests.bench.small_sizes import SMALL
from tests.conftest import works
from theano_compat.backends.c.target import host


@pytest.fixture
def installed() -> Iterator[None]:
    compat.install()
    yield
    compat.uninstall()


def agree(ours: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> None:
    """Values within 1e-10 and all else within 1e-9, of the largest entry; `tt.log(2)` is a float32 in legacy, which
    is 2e-9 for each half-Cauchy."""
    assert set(ours) == set(other)
    for name, value in other.items():
        scale = max(1.0, float(np.max(np.abs(value)))) if name == "value" else float(np.max(np.abs(value)))
        tolerance = 1e-10 * scale + 7e-9 if name == "value" else 1e-9 * scale
        np.testing.assert_allclose(ours[name], value, rtol=0, atol=tolerance, err_msg=name)


def test_every_work_has_a_row() -> None:
    assert set(SMALL) == set(workload.ALL)
    for name in workload.ALL:
        work = workload.load(name)
        assert set(work.NAMED) == set(SMALL[name]), name
        files = [".c", ".stan"] if workload.is_model(work) else [".c"]
        assert all((workload.FOLDER / f"{name}{end}").exists() for end in files), name


@pytest.mark.compiler
@pytest.mark.slow
@pytest.mark.parametrize("name", workload.ALL)
def test_ours_is_the_hand_written_c(name: str, installed: None) -> None:
    from bench.contestants import hand, ours

    agree(ours.prepare(name, SMALL[name]).values, hand.prepare(name, SMALL[name]).values)


@pytest.mark.compiler
@pytest.mark.slow
@pytest.mark.part(3)
@pytest.mark.parametrize("name", workload.ALL)
def test_jax_by_hand_is_the_hand_written_c(name: str) -> None:
    if not works("jax"):
        pytest.skip("JAX is not installed")
    from bench.contestants import hand
    from bench.contestants import jax as by_jax
    from theano_compat.infer.jax.program import precision

    with precision():
        agree(by_jax.prepare(name, SMALL[name]).values, hand.prepare(name, SMALL[name]).values)


@pytest.mark.wide(11)
@pytest.mark.compiler
@pytest.mark.skipif(not host().vector_maths, reason="the hand-written C calls glibc's vector functions")
@pytest.mark.parametrize("name", workload.EVERY_MODEL)
def test_the_hand_written_gradient_is_the_derivative_of_its_value(name: str) -> None:
    import ctypes

    from bench.contestants import hand

    prepared = hand.prepare(name, SMALL[name])
    library, (user, *_) = prepared.keep[0], prepared.keep[1]
    work = workload.load(name)
    x = workload.point(work, work.data(SMALL[name]))
    direction = np.random.default_rng(3).normal(size=len(x))

    def value(step: float) -> float:
        at, gradient, out = x + step * direction, np.empty_like(x), ctypes.c_double()
        assert (
            library.logp(len(x), at.ctypes.data, gradient.ctypes.data, ctypes.addressof(out), ctypes.addressof(user))
            == 0
        )
        return out.value

    h = 1e-4
    slope = (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
    np.testing.assert_allclose(prepared.values["gradient"] @ direction, slope, rtol=1e-7)


@pytest.mark.slow
def test_the_work_of_jax_alone_is_jax_by_hand(installed: None) -> None:
    if not works("jax"):
        pytest.skip("JAX is not installed")
    from bench.contestants import jax as by_jax
    from bench.contestants import ours
    from theano_compat.infer.jax.program import precision

    sizes = {"n": 200, "groups": 20}
    with precision():
        agree(ours.prepare("uneven_groups", sizes).values, by_jax.prepare("uneven_groups", sizes).values)
