"""What two projects used is executed by a test of ours, as the last trace saw it, or stands with its reason.

The two slow ones import every module that the counts speak of.
"""

import pytest

from tests.census.rows import census, executed, explained
from tests.census.state import of, supported

RUN, WHY = executed(), explained()


def test_every_row_is_executed_or_explained():
    missing = [row.label for row in census().values() if row.label not in RUN and row.label not in WHY]
    assert not missing, "give each a test and run `python3.12 -m tests.census FILE`, or a reason in not_executed.toml"


def test_no_row_is_both_and_no_other_is_there():
    assert not set(RUN) & set(WHY)
    assert set(RUN) | set(WHY) <= set(census())


def test_the_tests_that_executed_them_are_there():
    assert not {test for test in RUN.values() if not of(test)}, "run `python3.12 -m tests.census` once more"


@pytest.mark.slow
def test_what_is_executed_is_supported():
    assert not [label for label in RUN if not supported(census()[label])]


@pytest.mark.slow
def test_every_row_is_supported_or_explained():
    assert not [row.label for row in census().values() if not supported(row) and row.label not in WHY]
