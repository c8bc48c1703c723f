"""The models of bench/ as scripts of PyMC3: what tools/bench_scripts.py writes stands alone."""

import ast
import builtins

import pytest

from bench import workload
from tools import bench_scripts


@pytest.mark.parametrize("name", workload.EVERY_MODEL)
def test_a_script_has_every_name_that_it_reads(tmp_path, name):
    tree = ast.parse(bench_scripts.write(name, tmp_path).read_text())
    arguments = [one for one in ast.walk(tree) if isinstance(one, ast.arg)]
    assert not [one.arg for one in arguments if one.annotation is not None]
    given = {one.arg for one in arguments} | set(vars(builtins))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            given |= {(one.asname or one.name).partition(".")[0] for one in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            given.add(node.name)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            given.add(node.id)
    assert not {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)} - given
