"""Each tool's report of one row with each status alone: no form of it may claim more than the row."""

import importlib
import json
import re
from pathlib import Path

import pytest

from theano_common.verdict import OUTCOMES, Status

TOOLS = sorted(
    one.stem for one in (Path(__file__).parent / "tools").glob("*.py") if one.stem not in ("shown", "__init__")
)
GOOD = re.compile(r"\b(equal|agrees?|the same|nothing differs|nothing fell back|stands?)\b")


@pytest.mark.parametrize("status", Status, ids=lambda one: one.value)
@pytest.mark.parametrize("tool", TOOLS)
def test_no_form_claims_more_than_the_row(tool, status):
    """A tool's file has `shown(status)`: what it shows of one row with that status, and of nothing else."""
    one = importlib.import_module(f"tests.verdicts.tools.{tool}").shown(status)
    if one is None:  # a tool may have no such row
        return
    outcome, good = OUTCOMES[status], status in (Status.EQUAL, Status.NEAR)
    assert one.exit_code == outcome.exit_code
    assert one.sentence in one.text
    assert bool(GOOD.search(one.sentence)) == good, one.sentence
    if status is Status.NOT_COMPARED:
        assert re.search(r"[Nn]ot compared|cannot tell|not enough|[Nn]othing was compared", one.sentence)
    if one.html is not None:
        head = re.search(r"<p class='answer (\w+)'>(.*?)</p>", one.html, re.DOTALL)
        assert head is not None and head[1] == outcome.css
        assert bool(GOOD.search(head[2])) == good, head[2]
    if one.json is not None:
        assert json.loads(one.json)["status"] == status.value
    if one.junit is not None:
        states = [word for word in ("failure", "error", "skipped") if f"<{word} " in one.junit]
        assert states == ([outcome.junit] if outcome.junit else [])
    if one.badge is not None:
        assert one.badge.rstrip().endswith(f"-{outcome.badge})")
