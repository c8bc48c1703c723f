"""The rows of docs/reproduced.md."""

from __future__ import annotations

import json
import re
import subprocess

from tools import reproduced


def test_a_row_has_the_repository_its_commit_and_the_counts(tmp_path):
    paper = tmp_path / "clone" / "paper"
    paper.mkdir(parents=True)
    (paper / "a.py").write_text("import pymc3")
    git = ["git", "-C", str(paper.parent), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in ("init -q", "remote add origin /there/some-one+of-then/repo", "add .", "commit -qm x"):
        subprocess.run([*git, *command.split()], check=True)
    counts = {"same": 1200, "agrees": 2, "explained": 3, "cannot tell": 4, "not settled": 6, "differs": 5}
    documents = [{"ran": True, "seconds": 60.0}, {"ran": False, "seconds": 33.0}]
    report = tmp_path / "report.json"
    for path, name in [(paper, "some-one/of-then, paper"), (paper.parent, "some-one/of-then")]:
        report.write_text(json.dumps({"path": str(path), "documents": documents, "counts": counts}))
        found = reproduced.row(report)
        assert re.fullmatch(
            rf"\| {name} \| [0-9a-f]{{7}} \| 2 \| 1 \| 1,220 \| 1,200 \| 2 \| 3 \| 4 \| 6 \| 5 \| 1\.6 \|", found
        )
        assert found.count("|") == reproduced.HEAD.splitlines()[0].count("|")
