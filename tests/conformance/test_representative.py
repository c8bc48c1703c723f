"""A part of the real libraries' own suites, unchanged, in C mode: what passes there passes here, except what
`*-xfails.txt` names, and that fails. The whole: `make conformance`.
"""

import pytest

from tests.conformance import expected
from tests.conformance.fetch import CannotFetch, fetched
from tests.conformance.running import run_file
from tests.conformance.score import file_score
from tests.conformance.suites import SUITES

PART = {
    "theano": (
        "compile/tests/test_function.py",
        "compile/tests/test_shared.py",
        "gof/tests/test_graph.py",
        "tensor/tests/test_casting.py",
        "tests/test_ifelse.py",
        "typed_list/tests/test_basic.py",
    ),
    "pymc3": (
        "test_missing.py",
        "test_updates.py",
        "test_random.py",
        "test_data_container.py",
        "test_modelcontext.py",
    ),
}


def test_reasons_are_known_and_tests_exist():
    for suite in SUITES.values():
        for test in expected.read(suite.expected_failures):
            file, _, name = test.partition("::")
            assert name in suite.counting[file], test


@pytest.mark.slow
@pytest.mark.parametrize("name, file", [(name, file) for name, files in PART.items() for file in files])
def test_file(name, file):
    suite = SUITES[name]
    try:
        folder = fetched(suite)
    except CannotFetch as error:
        pytest.skip(str(error))
    result = run_file(suite, folder, file, "mode=FAST_RUN", limit=60, only="", total=240)
    score = file_score(file, suite.counting[file], result.outcomes, expected.read(suite.expected_failures))
    said = {test: result.texts.get(test, result.texts.get("", "not found")) for test in score.failed}
    assert not score.failed, said
    assert not score.surprising, "these pass now: take them out of the expected failures"
