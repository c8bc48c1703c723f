"""What differs from a graph as written, or fails without a rule, and is as it should be, each with its reason.

Strict: an entry that explains nothing in a whole run fails it.
"""

from __future__ import annotations

NOT_OBSERVED: dict[str, str] = {
    "tests/backends/test_plans.py::*": "asks what is not made again",
    "tests/backends/test_user_ops.py::test_called_once_a_call*": "counts calls",
    "tests/compilation/test_memory_of_data.py::*": "counts copies",
    "tests/compilation/test_trusted_input.py::test_a_log_density_takes*": "arguments that are refused before a call",
    "tests/compilation/test_trusted_input.py::test_what_is_written_into_a_shared*": "the same",
    "tests/ops/test_ifelse.py::test_only_one_branch_is_computed*": "counts calls",
    "tests/pymc3_api/test_minibatch.py::test_a_generator*": "a generator gives each item once",
    "tests/theano_api/test_arguments.py::test_profiles*": "counts calls",
    "tests/theano_api/test_scan_arguments.py::test_a_mode_that_looks_at_each_step*": "counts calls",
    "tests/theano_api/test_wrapped_linkers.py::test_a_wrapper_may_change*": "the wrapper gives other values",
    "tests/theano_api/test_user_ops.py::test_equal_ops_are_one_node": "counts calls",
}  # pattern of tests -> what a second run would disturb
DIFFERENT: dict[tuple[str, str], str] = {
    (
        "*",
        "jax: NotImplementedError, as written values: * cannot run in the JAX backend*",
    ): "lengths that JAX would have to know when it compiles: the tests ask for this error",
    (
        "*",
        "without literal_result: is not compiled: RewriteLoop*",
    ): "arithmetic on literals is what other rules leave behind: they may undo each other where it stays, not err",
    (
        "tests/backends/test_user_ops_in_c.py::test_a_shape_that_infer_shape_did_not_promise*",
        "c: ValueError*",
    ): "the Op does not keep its promise: C sees it, NumPy goes by the values",
    (
        "*",
        "*: values, as written IndexError: index -1 is out of bounds for dimension 0 of `Subtensor{1:*",
    ): "after no steps of a loop without sequences the last value is the initial state, as in legacy at FAST_RUN",
    (
        "*::test_a_loop_over_no_rows_has_no_last_value*",
        "*: ValueError, as written IndexError*",
    ): "both raise; legacy's sentence comes from the rule that keeps the last value only",
    ("*", "jax: values, as written IndexError*"): "compiled by XLA nothing raises: an index is moved inside",
    ("*", "jax: values, as written ZeroDivisionError*"): "compiled by XLA nothing raises",
}  # patterns of tests and of what is printed -> why they differ
_SHAPE = "the shape of what nobody computes is that of one of its parts, unchecked: as legacy's at FAST_RUN"
AS_LEGACY = {
    "reshape_to_own_shape": "that a vector has the length asked for is not checked: nor did legacy, at FAST_RUN",
    **dict.fromkeys(
        (
            "fill_like_computed",
            "fill_that_adds_nothing",
            "fill_of_fill",
            "fills_sink",
            "length_of_computed",
            "shape_by_dimension",
        ),
        _SHAPE,
    ),
    "reshape_that_adds_ones": "nor is it beside lengths of 1",
    "choice_already_made": "what is not chosen is not computed: nor was it in legacy, at FAST_RUN",
}  # rules beside those of tests/rules/test_nonfinite.py -> what they decide otherwise than the graph as written
ASKS_FOR_RULES: dict[str, str] = {
    "tests/rules/test_identities.py::*": "each rule by itself",
    "tests/rules/test_nonfinite.py::*": "each rule by itself",
    "tests/fidelity/*": "this suite",
    "tests/backends/test_plans.py::*": "nothing is kept of what is rewritten otherwise",
    "tests/backends/test_recursions.py::*": "what the text of C calls",
    "tests/backends/test_c_text.py::*": "the text of C",
    "tests/ops/test_scan.py::test_c*": "whether C has all of a loop",
    "tests/ops/test_scan.py::test_shape_without_value*": "that no loop is left",
    "tests/ops/test_sparse.py::test_products_with_known_parts*": "which products are left",
    "tests/ops/test_ifelse.py::test_what_a_branch_alone_needs_is_in_it*": "what is in a branch",
    "tests/rules/test_loops.py::*": "what is left of loops",
    "tests/rules/test_rerolling.py::*": "which loops are found",
    "tests/rules/test_against_as_written.py::*": "this suite",
    "tests/explain/*": "kernels and formulas, as rewritten",
    "tests/compilation/test_grouping.py::*": "what is put together by group",
    "tests/compilation/test_bind.py::*": "what is computed from data alone",
}  # pattern of tests -> what of the rewritten graph they look at
NEEDS_RULE: dict[tuple[str, str], str] = {
    ("lazy_branches", "tests/ops/test_ifelse.py::*"): "the stage is what makes an ifelse lazy",
    ("in_columns", "tests/backends/test_blocks.py::test_shared_data_are_laid_out_again*"): "asks for it",
    ("literal_result", "*"): "see above: RewriteLoop",
    ("dimshuffle_of_dimshuffle", "tests/test_tiny.py::*"): "another rule then repeats itself for ever: RewriteLoop",
    (
        "shape_by_dimension",
        "tests/samplers/test_user_op_errors.py::*",
    ): "a length then depends on a value: it runs in Python and warns, and warnings are errors here",
    (
        "group_single_values",
        "tests/pymc3_api/test_to_c.py::test_saved_points*",
    ): "the saved scale of a gradient is 0 at the starting point, where it is 1e-17 in another order of additions",
    (
        "only_last_values",
        "tests/rules/test_lengths_are_compared.py::test_no_steps_leave*",
    ): "the initial state after no steps is what legacy's rule made of the last value",
    **dict.fromkeys(
        (
            (name, "tests/theano_api/test_networks.py::test_softmax_does_not_underflow*")
            for name in (
                "log_of_softmax",
                "crossentropy_of_softmax",
                "gradient_of_crossentropy_times_its_argument",
                "common_factor",
            )
        ),
        "asks for it",
    ),
    ("log_of_determinant", "tests/ops/test_linalg.py::test_no_inverse_and_no_determinant_is_left"): "asks for it",
    ("product_with_inverse", "tests/ops/test_linalg.py::test_no_inverse_and_no_determinant_is_left"): "asks for it",
}  # (rule, pattern of tests that fail without it) -> why
