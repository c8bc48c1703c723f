"""SARIF 2.1.0: against a model of its schema, and against the files it speaks of."""

import json
from pathlib import Path

import pytest

from theano_migrate import check

FILES = {
    "old.py": "import numpy as np\nimport theano.tensor as T\nx = np.float(3)\ny = 'é', np.Inf; T.nonsense\n",
    "sub/päth with.py": "import theano.tensor as T\nT.none_such\nT.none_such\n",
    "bad.py": "x = = 1\n",
    "note.ipynb": json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None,
         "source": "import numpy as np\nnp.float(3)"}]}),
}  # fmt: skip


@pytest.fixture
def document(tmp_path, monkeypatch):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return json.loads(check.render(check.run(["."]), "sarif"))


def test_obeys_the_schema(document):
    model = pytest.importorskip("sarif_pydantic")
    read = model.Sarif.model_validate(document)
    assert read.version == "2.1.0" and len(read.runs[0].results) == len(check.run(["."]).findings)


def test_addresses_are_relative_and_lead_to_the_files(document):
    from urllib.parse import unquote

    [run] = document["runs"]
    assert run["originalUriBaseIds"]["SRCROOT"]["uri"].endswith("/")
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert {unquote(place) for place in places} == set(FILES)
    assert all(" " not in place and not place.startswith(("/", "file:")) for place in places)


def test_every_result_has_its_rule_its_level_and_a_fingerprint(document):
    [run] = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    prints = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        prints += result["partialFingerprints"].values()
    assert len(set(prints)) == len(prints)  # the same line twice has two
    assert not run["invocations"][0]["executionSuccessful"]  # bad.py


def test_fingerprints_stay_when_lines_are_put_before(document):
    def prints(found):
        results = [one for one in found["runs"][0]["results"] if "old.py" in json.dumps(one["locations"])]
        return sorted(value for result in results for value in result["partialFingerprints"].values())

    path = Path("old.py")
    path.write_text("# a line\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert prints(json.loads(check.render(check.run(["."]), "sarif"))) == prints(document)


def test_fixes_make_what_fix_makes(document):
    text = Path("old.py").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    results = [
        r
        for r in document["runs"][0]["results"]
        if r.get("fixes") and r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "old.py"
    ]
    regions = [part for r in results for change in r["fixes"][0]["artifactChanges"] for part in change["replacements"]]
    assert regions
    regions.sort(key=lambda part: (part["deletedRegion"]["startLine"], part["deletedRegion"]["startColumn"]))
    for part in reversed(regions):
        region = part["deletedRegion"]
        assert region.get("endLine", region["startLine"]) == region["startLine"]
        line = lines[region["startLine"] - 1]
        new = part.get("insertedContent", {}).get("text", "")
        lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + new + line[region["endColumn"] - 1 :]
    check.run(["old.py"], fixing=check.Fixing(fix=True))
    assert "".join(lines) == Path("old.py").read_text(encoding="utf-8")
