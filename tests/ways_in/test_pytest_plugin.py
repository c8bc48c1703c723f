"""`pytest -p compat.pytest_plugin` runs somebody else's tests, whose conftest imports theano."""


def test_legacy_suite(fresh_python, tmp_path):
    (tmp_path / "conftest.py").write_text("import theano, numpy\nassert numpy.int is int\n")
    (tmp_path / "test_old.py").write_text(
        "import theano.tensor as tt, unittest\n"
        "class Test(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        self.assertEquals(tt.dscalar('x').name, 'x')\n"
    )
    done = fresh_python("-m", "pytest", "-p", "compat.pytest_plugin", "-p", "no:cacheprovider", "-q", "-v")
    assert "1 passed" in done.stdout and "serves theano 1.1.2 and pymc3 3.11.5" in done.stdout
