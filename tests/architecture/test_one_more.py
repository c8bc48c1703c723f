"""What CONTRIBUTING.md says that one more thing takes: it is added to a copy of the tree, and its tests run there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.replay.installed_names import by_installed_names

ROOT = Path(__file__).resolve().parents[2]
NEW = Path(__file__).with_name("one_more")
COPIED = ("compat", "migrate", "theano_common", "environment", "tests", "pyproject.toml")


@dataclass(frozen=True)
class Addition:
    """files: of `one_more/` -> where they go. tests: what runs; words: their names; what: a script that says whether it
    is there. edits: (file, a piece of its text, what stands there then)."""

    files: dict[str, str]
    tests: tuple[str, ...] = ()
    words: str = ""
    what: str = ""
    edits: tuple[tuple[str, str, str], ...] = ()

    @property
    def touched(self) -> set[str]:
        return {*self.files.values(), *(file for file, _, _ in self.edits)}


def distribution(file: str, name: str, arguments: str) -> Addition:
    return Addition(
        {file: f"compat/distributions/univariate/{file}"},
        (
            "tests/distributions/test_specs.py",
            "tests/distributions/test_golden.py::test_every_distribution_of_the_real_library_has_cases",
        ),
        name,
        "import pickle; import compat.pymc3_api as pm\n"
        f"with pm.Model() as m: x = pm.{name}('x', {arguments})\n"
        f"assert str(x).startswith('x ~ {name}') and pm.{name} is pm.distributions.{name}\n"
        f"pickle.loads(pickle.dumps(x.distribution)); m.logp(m.test_point)",
    )


SIGN_OF_SIGN = '''

@rule(on=sgn)
def sign_of_sign(node: Apply) -> Any:
    """sgn(sgn(x)) -> sgn(x)"""
    x = node.inputs[0]
    return x if operand(x, sgn) is not None else None
'''
SIGMOID_CROSSENTROPY = '''def sigmoid_crossentropy(call: Called) -> cst.BaseExpression | None:
    """`tt.nnet.sigmoid_binary_crossentropy(output, target)` written out."""
    site, arguments = call.site, given(call.args, ("output", "target"))
    x, target = find(arguments, "output"), find(arguments, "target")
    if x is None or target is None:
        return None
    softplus = site.bindings.reach(f"{PT}.softplus")
    return site.make("{softplus}({x}) - {x2} * {target}", softplus=softplus, x=x, x2=x, target=target)


'''
SIGMOID_CROSSENTROPY_CASE = """== one more, an operator: out
x, y = tt.dvectors("xy")
f = theano.function([x, y], 2 * tt.nnet.sigmoid_binary_crossentropy(x - 1, y))
out = f([0.5, -1.0], [1.0, 0.0]).tolist()
--
x, y = tt.dvectors("xy")
f = pytensor.function([x, y], 2 * (tt.softplus(x - 1) - (x - 1) * y))
out = f([0.5, -1.0], [1.0, 0.0]).tolist()

"""
ADDITIONS = {
    "distribution, continuous": distribution("log_logistic.py", "LogLogistic", "2.0, 3.0"),
    "distribution, with a default": distribution("gompertz.py", "Gompertz", "0.7"),
    "distribution, of whole numbers": distribution("yule_simon.py", "YuleSimon", "2.5"),
    "format of saved posteriors": Addition(
        {"json_draws.py": "theano_common/saved/json_draws.py"},
        what="import json, gzip\nfrom theano_common.saved.any_file import load\n"
        "text = json.dumps({'mu': [0.5, 1.5, 2.5]}).encode()\n"
        "open('saved', 'wb').write(text); gzip.open('saved.gz', 'wb').write(text)\n"
        "for name in ('saved', 'saved.gz'): assert load(name).chains[0].samples['mu'].tolist() == [0.5, 1.5, 2.5]",
    ),
    "rule": Addition(
        {},
        ("tests/rules/test_identities.py",),
        "sign_of_sign",
        edits=(
            ("compat/rules/neutral.py", "\n\nNEUTRAL = (\n", f"{SIGN_OF_SIGN}\n\nNEUTRAL = (\n    sign_of_sign,\n"),
            ("compat/rules/neutral.py", "neg, sqr, sub,", "neg, sgn, sqr, sub,"),
        ),
    ),
    "check of old code": Addition(
        {"mc999_assert_on_a_tuple.py": "migrate/check/rules/environment/mc999_assert_on_a_tuple.py"},
        ("tests/migrate/test_check_rules.py",),
        "MC999",
    ),
    "translation of an old name": Addition(
        {},
        ("tests/migrate/port/test_port_cases.py",),
        "one and more",
        edits=(
            ("migrate/port/rules/tensors.py", "def softmax(", f"{SIGMOID_CROSSENTROPY}def softmax("),
            (
                "migrate/port/rules/tensors.py",
                '    "theano.tensor.nnet.softmax": softmax,\n',
                '    "theano.tensor.nnet.softmax": softmax,\n'
                '    "theano.tensor.nnet.sigmoid_binary_crossentropy": sigmoid_crossentropy,\n',
            ),
            (
                "tests/migrate/port/cases/tensors.txt",
                "== an operator in the place of a call: out",
                f"{SIGMOID_CROSSENTROPY_CASE}== an operator in the place of a call: out",
            ),
        ),
    ),
    "Op": Addition(
        {"running_maximum.py": "compat/ops/running_maximum.py"},
        ("tests/backends/test_structural.py",),
        "sorts or every_op",
        edits=(
            (
                "tests/backends/cases_order.py",
                '    yield Case("permuted-rows"',
                '    yield Case("running_maximum", (V,), lambda v: running_maximum(v * 2),\n'
                "               lambda a: np.maximum.accumulate(a * 2), gradient=False)\n"
                '    yield Case("permuted-rows"',
            ),
            (
                "tests/backends/cases_order.py",
                "from theano_compat.ops.elementwise.scalar_type import scalar_from",
                "from theano_compat.ops.running_maximum import running_maximum\n"
                "from theano_compat.ops.elementwise.scalar_type import scalar_from",
            ),
        ),
    ),
    "elementwise function": Addition(
        {"elementwise_cbrt.py": "compat/ops/elementwise/cube_root.py"},
        (
            "tests/ops/test_elementwise_values.py",
            "tests/ops/test_c_expressions.py",
            "tests/ops/test_elementwise_dtypes.py",
            "tests/ops/test_elementwise_gradients.py",
        ),
        "cbrt",
        "import compat as theano; import compat.tensor as tt\n"
        "x = tt.dvector('x'); f = theano.function([x], [tt.cbrt(x), theano.grad(tt.cbrt(x).sum(), x)])\n"
        "assert abs(f([8.0])[0][0] - 2) < 1e-15 and abs(f([8.0])[1][0] - 1 / 12) < 1e-15",
    ),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree to which each thing is added."""
    copy = tmp_path_factory.mktemp("tree")
    ignored = shutil.ignore_patterns("__pycache__", "*.npz")
    for path in COPIED:
        place = copy / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).is_dir():
            shutil.copytree(ROOT / path, place, ignore=ignored)
        else:
            shutil.copy(ROOT / path, place)
    by_installed_names(copy)
    for addition in ADDITIONS.values():
        add(addition, copy)
    return copy


def add(addition: Addition, tree: Path) -> None:
    for file, place in addition.files.items():
        assert not (tree / place).exists()
        shutil.copy(NEW / file, tree / place)
    for file, before, after in addition.edits:
        text = (tree / file).read_text()
        assert text.count(before) == 1, f"{file} has other text"
        (tree / file).write_text(text.replace(before, after))


def output(tree: Path, *command: str) -> str:
    """What Python prints that runs in the copy."""
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    done = subprocess.run(
        [sys.executable, *command], cwd=tree, env=environment, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.slow
def test_each_is_there(tree: Path) -> None:
    scripts = {name: addition.what for name, addition in ADDITIONS.items() if addition.what}
    program = f"for name, text in {scripts!r}.items():\n    exec(compile(text, name, 'exec'), {{}})\n    print(name)"
    assert output(tree, "-c", program).splitlines() == [*scripts]


@pytest.mark.slow
def test_their_tests_pass(tree: Path) -> None:
    tests = dict.fromkeys(test for addition in ADDITIONS.values() for test in addition.tests)
    words = [addition.words for addition in ADDITIONS.values() if addition.words]
    chosen = " or ".join(f"({one})" for one in [*words, "every_distribution"])
    said = output(tree, "-m", "pytest", "-q", "-n", "0", "-rp", "-m", "not slow", *tests, "-k", chosen)
    passed = [line.lower() for line in said.splitlines() if line.startswith("PASSED ")]
    for name, addition in ADDITIONS.items():
        own = [line for line in passed if line.startswith(tuple(f"passed {test.lower()}" for test in addition.tests))]
        words_of_one = [one.lower().split(" and ") for one in addition.words.split(" or ")]
        assert not addition.tests or all(any(all(w in line for w in one) for line in own) for one in words_of_one), name


@pytest.mark.parametrize("thing", sorted({name.partition(",")[0] for name in ADDITIONS}))
def test_as_contributing_says(thing: str) -> None:
    lines = (ROOT / "CONTRIBUTING.md").read_text().splitlines()
    [row] = [line for line in lines if line.startswith(f"| {thing} |")]
    touched = {len(addition.touched) for name, addition in ADDITIONS.items() if name.partition(",")[0] == thing}
    assert {int(row.split("|")[2])} == touched
