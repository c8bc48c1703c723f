"""What is asked for and what is let pass: comments, settings, baseline, exit codes."""

import json

import pytest

from theano_migrate.check import check
from theano_migrate.check.audit import Asked, audit, fixed
from theano_migrate.check.command import main
from theano_migrate.check.control.selection import Wanted, matches
from theano_migrate.check.control.settings import Settings, WrongUse, nearest
from theano_migrate.check.names.coverage import Coverage
from theano_migrate.check.source.source import read

HEAD = "import numpy as np\n"

# source below HEAD -> the findings that are left, as (line in it, code)
COMMENTS = {
    "on its line": ("np.float  # compat: ignore\n", []),
    "with the code": ("np.float  # compat: ignore[MC501]\n", []),
    "with the beginning of the code": ("np.float  # compat: ignore[MC5]\n", []),
    "in small letters, with spaces": ("np.float  #compat:ignore [ mc203 , mc501 ]\n", [(1, "MC904")]),
    "behind another comment": ("np.float  # noqa # compat: ignore[MC501]\n", []),
    "with another code": ("np.float  # compat: ignore[MC502]\n", [(1, "MC501"), (1, "MC904")]),
    "on the line above": ("# compat: ignore\nnp.float\n", [(1, "MC904"), (2, "MC501")]),
    "on another line of the statement": ("f(1,  # compat: ignore\n  np.float)\n", [(1, "MC904"), (2, "MC501")]),
    "on its line of a long statement": ("f(\n  np.float,  # compat: ignore\n  np.int)\n", [(3, "MC501")]),
    "at the end of the statement": ("f(\n  np.float,\n  np.int)  # compat: ignore\n", []),
    "at the end of a long string": ('f(np.float, """\n\n""")  # compat: ignore\n', []),
    "at the end of a continued line": ("x = np.float, \\\n  1  # compat: ignore\n", []),
    "at the end of a head": ("def f(a=np.float,\n      b=1):  # compat: ignore\n    return np.int\n", [(3, "MC501")]),
    "in a string": ("x = np.float, '# compat: ignore'\n", [(1, "MC501")]),
    "of the file": ("np.float\nnp.int  # compat: ignore-file[MC501]\nnp.Inf\n", [(3, "MC502")]),
    "of the file, all": ("# compat: ignore-file\nnp.float\nnp.Inf\n", []),
    "of the file, of no use": ("# compat: ignore-file[MC502]\nnp.float\n", [(1, "MC904"), (2, "MC501")]),
    "one of two codes of no use": ("np.float  # compat: ignore[MC501, MC502]\n", [(1, "MC904")]),
    "another word": ("np.float  # compatible: ignore\n", [(1, "MC501")]),
    "not ours": ("np.float  # type: ignore\n", [(1, "MC501")]),
}


@pytest.mark.parametrize("case", COMMENTS.values(), ids=COMMENTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_comments_let_pass_what_they_are_beside(case, newline):
    source, left = case
    found = audit((HEAD + source).replace("\n", newline).encode(), "x.py", Asked(Coverage({}))).findings
    assert [(one.line - 1, one.code) for one in found] == left


UNUSED = {
    "behind code": ("x = 1  # compat: ignore\n", "x = 1\n"),
    "alone on a line": ("# compat: ignore-file\nx = 1\n", "x = 1\n"),
    "alone on the last line": ("x = 1\n# compat: ignore-file", "x = 1\n"),
    "before another comment": ("x = 1  # compat: ignore # noqa\n", "x = 1  # noqa\n"),
    "behind another comment": ("x = 1  # noqa # compat: ignore[MC5]\n", "x = 1  # noqa\n"),
    "one code of two": ("np.float  # compat: ignore[MC501,MC2]  \n", "np.float  # compat: ignore[MC501]  \n"),
    "one code of two, of the file": (
        "# compat: ignore-file[MC2,MC501]\nnp.float\n",
        "# compat: ignore-file[MC501]\nnp.float\n",
    ),
    "behind a word that is not ASCII": ("x = 'é'  # compat: ignore\n", "x = 'é'\n"),
}


@pytest.mark.parametrize("case", UNUSED.values(), ids=UNUSED)
def test_the_fix_of_an_unused_comment_takes_no_more_than_it(case):
    before, after = case
    asked = Asked(Coverage({}))
    source = read((HEAD + before).encode(), "x.py")
    [finding] = audit(source.data, "x.py", asked).findings
    assert (finding.code, finding.severity, finding.fix.safe) == ("MC904", "style", True)
    assert fixed(source, asked) == HEAD + after
    assert not audit((HEAD + after).encode(), "x.py", asked).findings


@pytest.mark.parametrize("wanted", [Wanted(select=("MC9",)), Wanted(ignore=("MC501",))], ids=["select", "ignore"])
def test_a_comment_is_used_also_where_its_rule_is_not_asked_for(wanted):
    assert not audit((HEAD + "np.float  # compat: ignore\n").encode(), "x.py", Asked(Coverage({}), wanted)).findings


@pytest.mark.parametrize(
    ("path", "glob", "yes"),
    [
        ("a/b.py", "b.py", True),
        ("a/b.py", "a", True),
        ("a/b.py", "a/", True),
        ("a/b.py", "*.py", True),
        ("a/b.py", "a/*.py", True),
        ("a/b/c.py", "a/*.py", True),
        ("a/b/c.py", "b/*", True),
        ("a/b.py", "c", False),
        ("ab/c.py", "a", False),
        ("a/b.py", "B.py", False),
        ("a/tests/c.py", "**/tests", True),
    ],
)
def test_globs(path, glob, yes):
    assert matches(path, glob) is yes


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "old.py").write_text("import numpy as np\nx = np.float(3)\ny = np.Inf\n")
    (tmp_path / "src" / "test_old.py").write_text("import numpy as np\nz = np.int(3)\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes_found(capsys):
    return [(one["path"].rpartition("/")[2], one["code"]) for one in json.loads(capsys.readouterr().out)["findings"]]


ALL = [("old.py", "MC501"), ("old.py", "MC502"), ("test_old.py", "MC501")]
# section of pyproject.toml, arguments -> what is found
SETTINGS = {
    "none": ("", [], ALL),
    "select": ('select = ["MC502"]', [], ALL[1:2]),
    "ignore": ('ignore = ["mc501"]', [], ALL[1:2]),
    "the command line wins": ('select = ["MC502"]', ["--select", "MC501"], [ALL[0], ALL[2]]),
    "severity": ('severity = "breaks"', [], []),
    "severity on the command line": ('severity = "breaks"', ["--severity", "style"], ALL),
    "through import all of it breaks": ('severity = "breaks"\nthrough = "import"', [], ALL),
    "exclude": ('exclude = ["test_*.py"]', [], ALL[:2]),
    "exclude a folder": ('exclude = ["src"]', [], []),
    "exclude on the command line": ('exclude = ["src"]', ["--exclude", "old.py"], ALL[2:]),
    "what is above the project is not excluded": ('exclude = ["{above}"]', [], ALL),
    "by file": ('per-file-ignores = {"test_*.py" = ["MC5"]}', [], ALL[:2]),
    "isolated": ('exclude = ["src"]', ["--isolated"], ALL),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("case", SETTINGS.values(), ids=SETTINGS)
def test_settings(project, capsys, case):
    section, arguments, found = case
    (project / "pyproject.toml").write_text("[tool.migrate-check]\n" + section.replace("{above}", project.name))
    code = main([str(project / "src"), "--format", "json", *arguments])
    assert codes_found(capsys) == found
    assert code == bool(found)


WRONG = {
    "unknown key": ("[tool.migrate-check]\nselekt = []", "'selekt'"),
    "a string for a list": ('[tool.migrate-check]\nselect = "MC5"', "select takes a list of strings"),
    "severity": ('[tool.migrate-check]\nseverity = "error"', "severity is one of breaks, differs, style"),
    "format": ('[tool.migrate-check]\nformat = "xml"', "format is one of"),
    "a rule that is none": ('[tool.migrate-check]\nignore = ["MC8"]', "no rule begins with MC8"),
    "by file a rule that is none": ('[tool.migrate-check]\nper-file-ignores = {"x" = ["MC8"]}', "MC8"),
    "no table": ("[tool]\nmigrate-check = 3", "is a table"),
    "no TOML": ("[tool.migrate-check", "is not TOML"),
    "a baseline that is not there": ('[tool.migrate-check]\nbaseline = "no.json"', "no baseline"),
    "a baseline that is none": ('[tool.migrate-check]\nbaseline = "pyproject.toml"', "could not be read"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_wrong_settings_are_wrong_usage(project, capsys, case):
    text, sentence = case
    (project / "pyproject.toml").write_text(text)
    assert main(["src"]) == 2
    said = capsys.readouterr()
    assert sentence in said.err and said.out == "" and said.err.count("\n") == 1


def test_the_nearest_section_counts_and_files_without_one_are_passed(project):
    (project / "pyproject.toml").write_text('[tool.migrate-check]\nignore = ["MC1"]')
    (project / "src" / "pyproject.toml").write_text("[project]\nname = 'x'")
    assert nearest(["src/old.py"]).ignore == ("MC1",)
    (project / "src" / "pyproject.toml").write_text('[tool.migrate-check]\nignore = ["MC2"]')
    assert nearest(["src/old.py"]).ignore == ("MC2",)
    assert nearest(["src", "."]).ignore == ("MC1",)


def test_a_baseline_lets_known_findings_pass_and_only_shrinks(project, capsys):
    file, old = project / "known.json", project / "src" / "old.py"
    ask = ["src", "--baseline", str(file), "--format", "json"]
    assert main(["src", "--update-baseline"]) == 2
    assert main([*ask, "--update-baseline"]) == 0
    assert {row["count"] for row in json.loads(file.read_text())["findings"]} == {1}
    capsys.readouterr()
    old.write_text("import numpy as np\n\n\nx =   np.float(3)\ny = np.Inf\n")  # moved and spaced
    assert main(ask) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["known"] == 3
    old.write_text("import numpy as np\nx = np.float(3)\nx = np.float(3)\n")  # once more, and another gone
    assert main(ask) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["code"], one["line"]) for one in told["findings"]] == [("MC501", 3)]
    assert (told["summary"]["known"], told["summary"]["gone"]) == (2, 1)
    assert main(["src/old.py", "--baseline", str(file), "--update-baseline"]) == 0
    assert "1 entry of the baseline no longer occurs" in capsys.readouterr().out
    rows = json.loads(file.read_text())["findings"]
    assert [(row["path"], row["code"], row["count"]) for row in rows] == [
        ("src/old.py", "MC501", 2),
        ("src/test_old.py", "MC501", 1),
    ]


def test_a_baseline_says_nothing_of_files_not_looked_at(project, capsys):
    ask = ["--baseline", "known.json", "--format", "json"]
    main(["src", *ask, "--update-baseline"])
    capsys.readouterr()
    assert main(["src/old.py", *ask]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["gone"] == 0
    (project / "src" / "test_old.py").unlink()
    assert main(["src/old.py", *ask]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["gone"] == 1


@pytest.mark.slow
def test_exit_codes(project, monkeypatch, capsys):
    assert main(["src"]) == 1
    assert main(["src", "--exit-zero"]) == 0
    (project / "src" / "bad.py").write_text("x = = 1\n")
    assert main(["src"]) == 3
    assert main(["src", "--exit-zero"]) == 0
    capsys.readouterr()
    monkeypatch.setattr(check, "every_file", lambda *_: 1 / 0)
    assert main(["src"]) == 70
    said = capsys.readouterr()
    assert "ZeroDivisionError" in said.err
    assert said.err.endswith("migrate-check: this is a fault of migrate-check, not a finding: please report it\n")


def test_a_report_is_written_whole_or_not_at_all(project, monkeypatch, capsys):
    report = project / "report.json"
    assert main(["src", "--format", "json", "-o", str(report)]) == 1
    assert json.loads(report.read_text())["version"] == 2
    assert capsys.readouterr().out == ""
    before = report.read_bytes()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    assert main(["src", "--format", "html", "-o", str(report)]) == 2
    assert "No space left" in capsys.readouterr().err
    assert report.read_bytes() == before and sorted(p.name for p in project.iterdir()) == ["report.json", "src"]
    assert main(["src", "-o", str(project / "no" / "folder")]) == 2
    assert main(["src", "--html", str(project / "no" / "folder")]) == 2


def test_a_page_beside_the_report(project, capsys):
    assert main(["src", "--html", str(project / "a.html")]) == 1
    assert (project / "a.html").read_text().startswith("<!doctype html>") and "MC" in capsys.readouterr().out


def test_wanted_takes_what_settings_say():
    with pytest.raises(WrongUse, match="MC8"):
        check.run([__file__], Settings(select=("MC8",)))
