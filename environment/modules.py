"""Whole modules that are gone: our finder gives their successors, where no other finder answers."""

import sys

from theano_compat.importing.legacy_finder import FINDER

_OF_SKLEARN = {  # package -> modules that scikit-learn 0.22 made private; the package has their public names
    "cluster": "affinity_propagation_ bicluster birch dbscan_ hierarchical k_means_ mean_shift_ optics_ spectral",
    "covariance": "elliptic_envelope empirical_covariance_ robust_covariance shrunk_covariance_",
    "cross_decomposition": "cca_ pls_",
    "datasets": "base samples_generator",
    "decomposition": "factor_analysis fastica_ incremental_pca kernel_pca nmf online_lda pca sparse_pca truncated_svd",
    "ensemble": "bagging base forest gradient_boosting iforest voting weight_boosting",
    "feature_selection": "base from_model mutual_info_ rfe univariate_selection variance_threshold",
    "gaussian_process": "gpc gpr",
    "linear_model": "base bayes coordinate_descent huber least_angle logistic omp passive_aggressive perceptron ransac"
    " ridge stochastic_gradient theil_sen",
    "manifold": "isomap locally_linear mds spectral_embedding_ t_sne",
    "metrics": "classification ranking regression scorer",
    "mixture": "base bayesian_mixture gaussian_mixture",
    "neighbors": "base classification graph kde lof nearest_centroid regression unsupervised",
    "neural_network": "multilayer_perceptron rbm",
    "preprocessing": "data label",
    "semi_supervised": "label_propagation",
    "svm": "bounds classes",
    "tree": "export tree",
}

# NumPy 2 made them private, or moved them; the package has their public names.
_OF_NUMPY = {
    "numpy": "core.memmap lib.arraypad lib.arraysetops lib.function_base lib.histograms lib.index_tricks"
    " lib.nanfunctions lib.polynomial lib.shape_base lib.twodim_base lib.type_check lib.ufunclike lib.utils",
    "numpy.lib": "lib.arrayterator",
    "numpy.fft": "fft.fftpack fft.helper",
    "numpy.linalg": "linalg.linalg",
    "numpy.random": "random.generator random.mt19937 random.pcg64 random.philox random.sfc64",
    "numpy.testing": "testing.utils",
}
_OURS = "theano_environment"

TABLE = {
    "imp": f"{_OURS}.old_modules.imp_module",  # Python 3.12
    "distutils": "setuptools._distutils",  # Python 3.12
    "xml.etree.cElementTree": "xml.etree.ElementTree",  # Python 3.9
    "numpy.distutils": f"{_OURS}.old_modules.numpy_distutils",  # Python 3.12: `__config__` alone
    **{f"numpy.{name}": of for of, names in _OF_NUMPY.items() for name in names.split()},
    "numpy.compat": f"{_OURS}.old_modules.numpy_compat",
    "numpy.compat.py3k": f"{_OURS}.old_modules.numpy_compat",
    "numpy.dual": f"{_OURS}.old_modules.numpy_dual",
    "numpy.testing.decorators": f"{_OURS}.old_modules.testing_decorators",
    "numpy.core.umath_tests": f"{_OURS}.old_modules.umath_tests",
    "pandas.util.testing": "pandas.testing",
    "sklearn.cross_validation": f"{_OURS}.old_modules.sklearn_cross_validation",  # 0.20
    "sklearn.grid_search": f"{_OURS}.old_modules.sklearn_grid_search",
    "sklearn.externals.joblib": "joblib",
    "seaborn.apionly": "seaborn",
    **{f"sklearn.{of}.{name}": f"sklearn.{of}" for of, names in _OF_SKLEARN.items() for name in names.split()},
}


def report() -> dict[str, str]:
    """Map each module of the table that was imported to its successor."""
    return {f"module {name}": f"is {became}" for name, became in FINDER.given.items() if name in sys.modules}


def apply() -> None:
    """Answer for the modules of the table from now on."""
    FINDER.moved = TABLE


def restore() -> None:
    """Stop answering, and forget the modules that were given."""
    FINDER.moved = {}
    for name in FINDER.given:
        sys.modules.pop(name, None)
    FINDER.given.clear()
