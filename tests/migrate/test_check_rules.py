"""Every rule on its own BEFORE and AFTER: the marks in the comments are the expected findings."""

import re

import pytest

from theano_migrate.check.audit import Asked, StarExports, audit, fixed
from theano_migrate.check.control.selection import Wanted
from theano_migrate.check.names.coverage import Coverage, tomllib
from theano_migrate.check.names.project import EMPTY
from theano_migrate.check.names.project_exports import survey
from theano_migrate.check.rules import registry
from theano_migrate.check.source.source import read

RULES = registry.rules()
MARK = re.compile(r"\s*#((?: MC\d{3})+)\s*$")
IDS = [one.rule.code for one in RULES]


def unmarked(source):
    """(source without the marks, {(line, code), ...} with repetitions as a sorted list)."""
    lines, marks = [], []
    for number, line in enumerate(source.lstrip("\n").splitlines(), start=1):
        found = MARK.search(line)
        marks += [(number, code) for code in found.group(1).split()] if found else []
        lines.append(MARK.sub("", line))
    return "\n".join(lines) + "\n", sorted(marks)


def coverage_of(one):
    flags = {kind: frozenset(names) for kind, names in getattr(one.file, "FLAGS", {}).items()}
    return Coverage(tomllib.loads(getattr(one.file, "COVERAGE", "")), flags=flags)


def asked_of(one):
    """For the codes that its examples name, with the project around the file where they need one."""
    others = getattr(one.file, "PROJECT", {})
    coverage = coverage_of(one)
    codes = {code for _, code in unmarked(one.file.BEFORE)[1]} | {one.rule.code}
    project = survey(others.items(), StarExports(coverage)) if others else EMPTY
    return Asked(coverage, Wanted(select=tuple(sorted(codes))), project=project)


def path_of(one):
    return next((path for path in getattr(one.file, "PROJECT", {}) if path.endswith("x.py")), "x.py")


def found_in(source, one):
    findings = audit(source.encode(), path_of(one), asked_of(one)).findings
    return sorted((finding.line, finding.code) for finding in findings)


@pytest.mark.wide(11)
@pytest.mark.parametrize("one", RULES, ids=IDS)
def test_before_has_the_marked_findings_and_no_others(one):
    source, marks = unmarked(one.file.BEFORE)
    assert marks or one.rule.code == "MC905", "an example without a finding shows nothing"
    assert found_in(source, one) == marks


FIXABLE = [one for one in RULES if hasattr(one.file, "AFTER")]


@pytest.mark.parametrize("one", FIXABLE, ids=[one.rule.code for one in FIXABLE])
def test_fix_gives_after_and_a_second_fix_changes_nothing(one):
    source, _ = unmarked(one.file.BEFORE)
    after, left = unmarked(one.file.AFTER)
    asked, path = asked_of(one), path_of(one)
    assert fixed(read(source.encode(), path), asked, one.rule.unsafe) == after
    assert found_in(after, one) == left
    assert fixed(read(after.encode(), path), asked, one.rule.unsafe) == after


def test_a_rule_with_fixes_shows_what_they_make():
    assert [one.rule.code for one in RULES if one.rule.becomes and not hasattr(one.file, "AFTER")] == []


def test_codes_are_unique_and_stand_in_the_file_name():
    assert len(set(IDS)) == len(IDS)
    for one in RULES:
        assert one.file.__name__.rpartition(".")[2].startswith(one.rule.code.lower() + "_")


@pytest.mark.wide(11)
@pytest.mark.parametrize("one", RULES, ids=IDS)
def test_a_replaced_name_is_no_finding_itself(one):
    assert not set(one.rule.becomes.values()) & one.rule.all_names


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\nfloat = 3\nnp.float\n",  # the file has its own float
        "import numpy as np\nf = getattr(np, 'float')\n",
        "from scipy import misc\nmisc.comb(1, 1)\n",  # scipy.special may not be imported
        "from numpy import float\n",
    ],
)
def test_a_fix_that_needs_more_than_its_place_is_not_offered(source):
    [finding] = audit(source.encode(), "x.py", Asked(Coverage({}))).findings
    assert finding.fix is None


@pytest.mark.parametrize(
    ("source", "after"),
    [
        (b"import numpy as np\r\nx = (np.float)(1)\r\n", b"import numpy as np\r\nx = (float)(1)\r\n"),
        (
            "# coding: latin-1\nimport numpy as np\ns = 'é'; np.NaN\n".encode("latin-1"),
            "# coding: latin-1\nimport numpy as np\ns = 'é'; np.nan\n".encode("latin-1"),
        ),
        ("import numpy as np\nf('Σ', np.product(x))\n".encode(), "import numpy as np\nf('Σ', np.prod(x))\n".encode()),
        (
            b"from numpy import (\n    product,  # why\n    mean,\n)\n",
            b"from numpy import (\n    prod as product,  # why\n    mean,\n)\n",
        ),
        (
            b"if 1:\n    from scipy.misc import comb, factorial as f\n",
            b"if 1:\n    from scipy.special import comb, factorial as f\n",
        ),
        (b"import numpy as np\nnp.product.__doc__\n", b"import numpy as np\nnp.prod.__doc__\n"),
    ],
)
def test_a_fix_leaves_the_rest_of_the_file_alone(source, after):
    read_in = read(source, "x.py")
    assert read_in.written(fixed(read_in, Asked(Coverage({})))) == after


def test_names_that_the_shim_gives_back_are_findings():
    """Methods (`pandas:DataFrame`) are left out: what they are called on is known only when it runs."""
    from theano_environment import modules, numpy_names, plotting_names, scipy_names, standard_library

    tables = (numpy_names, plotting_names, scipy_names, standard_library)
    rows = [row for table in tables for row in table.TABLE]
    given = {row.full_name for row in rows if row.owner not in modules.TABLE and ":" not in row.owner}
    listed = {name for one in RULES for name in one.rule.all_names}
    assert sorted((given | set(modules.TABLE)) - listed) == []
