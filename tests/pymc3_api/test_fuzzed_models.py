"""A part of the fuzzed models, against the answers of the real PyMC3. All of them: `make fidelity SUITE=models`."""

import pytest

from tests.fidelity import models

NUMBERS = sorted(models.saved())
IN_PYTHON = NUMBERS[::6]
IN_C, IN_JAX = NUMBERS[5::60], NUMBERS[7::300]  # a compilation for each


def batches(numbers, size):
    return [pytest.param(numbers[k : k + size], id=str(numbers[k])) for k in range(0, len(numbers), size)]


@pytest.mark.slow
@pytest.mark.parametrize("numbers", batches(IN_PYTHON, 40))
def test_answers_of_the_real_library(numbers):
    wrong, _ = models.check(numbers)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["C", "JAX"])
def test_densities_when_compiled(mode):
    wrong, _ = models.check(IN_C if mode == "C" else IN_JAX, (mode,))
    assert not wrong, "\n".join(wrong)
