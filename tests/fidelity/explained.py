"""What differs from a graph as written, or fails without a rule, and is as it should be, each with its reason.

Strict: an entry that explains nothing in a whole run fails it.
"""

from __future__ import annotations

NOT_OBSERVED: dict[str, str] = {
    "tests/backends/test_plans.py::*": "asks what is not made again",
}  # pattern of tests -> what a second run would disturb
DIFFERENT: dict[tuple[str, str], str] = {
    ("tests/ops/test_ifelse.py::test_lengths_of_branches_may_differ", "jax: NotImplementedError, as written values*"):
        "JAX knows lengths when it compiles: the test asks for this error",
    ("*", "jax: values, as written IndexError*"): "compiled by XLA nothing raises: an index is moved inside",
    ("*", "jax: values, as written ZeroDivisionError*"): "compiled by XLA nothing raises",
}  # patterns of tests and of what is printed -> why they differ
ASKS_FOR_RULES: dict[str, str] = {
    "tests/rules/test_identities.py::*": "each rule by itself",
    "tests/rules/test_nonfinite.py::*": "each rule by itself",
    "tests/fidelity/*": "this suite",
}  # pattern of tests -> what of the rewritten graph they look at
NEEDS_RULE: dict[tuple[str, str], str] = {}  # (rule, pattern of tests that fail without it) -> why
