"""Sizes at which every workload is computed in a moment: odd, no multiple of eight, below and above a block."""

SMALL = {
    "eight_schools": {"J": 5},
    "radon": {"n": 61, "counties": 7},
    "logistic": {"n": 133, "columns": 3},
    "stochastic_volatility": {"n": 17},
    "gp_marginal": {"n": 13},
    "mixture": {"n": 301, "components": 4},
    "poisson_additive": {"n": 403, "first": 5, "second": 3},
    "lkj": {"cafes": 5, "visits": 11},
    "hierarchical_logistic": {"n": 301, "shops": 7, "columns": 3},
    "hmm_scan": {"n": 31},
    "bradley_terry": {"players": 7, "matches": 2003},
    "volatility_cumsum": {"n": 29},
    "small_call": {},
    "elementwise_chain": {"n": 1001},
    "logsumexp_rows": {"rows": 7, "columns": 13},
    "softmax_sgd": {"rows": 13, "columns": 9, "classes": 4},
    "mlp_step": {"rows": 11, "columns": 9, "hidden": 7, "classes": 3},
    "scalar_scan": {"steps": 41},
    "rnn_scan": {"steps": 5, "batch": 3, "hidden": 7, "inputs": 4},
    "convnet": {"batch": 3},
}
