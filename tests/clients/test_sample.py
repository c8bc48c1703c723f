"""The clients that take a few seconds, whole: what counts passes, and our code was entered.

All of them: `make clients`.
"""

import pytest

from tests.clients import exclusions, real_outcomes, recipes
from tests.clients.environments import CannotMake, environment
from tests.clients.running import run
from tests.clients.scoring import scored

SAMPLE = [name for name in recipes.names() if recipes.read(name).sample]


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLE)
def test_client(name):
    recipe = recipes.read(name)
    try:
        place = environment(recipe)
    except CannotMake as error:
        pytest.skip(str(error)[:300])
    result = run(recipe, place, real=False)
    score = scored(result, real_outcomes.read(name), exclusions.read(recipes.HERE / name / "exclusions.txt"))
    assert not score.wrong
