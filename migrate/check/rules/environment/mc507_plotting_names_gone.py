"""MC507: names that matplotlib, seaborn, pandas, ArviZ and scikit-learn have dropped."""

from __future__ import annotations

from ..rule import Rule

RULE = Rule(
    code="MC507",
    severity="breaks",
    title="name that matplotlib, seaborn, pandas, ArviZ or scikit-learn no longer has",
    why="Reading it raises AttributeError or ImportError, unless compat.install() or `theano-compat run` is in force.",
    do="Write what took its place.",
    becomes={
        "sklearn.externals.joblib": "joblib",
        "pandas.util.testing": "pandas.testing",
        "seaborn.apionly": "seaborn",
    },
    names=(
        "matplotlib.cm.get_cmap",
        "matplotlib.mlab.normpdf",
        "matplotlib.cbook.iterable",
        "pandas.datetime",
        "pandas.np",
        "pandas.Int64Index",
        "pandas.Float64Index",
        "pandas.UInt64Index",
        "arviz.effective_sample_size",
        "arviz.effective_n",
        "arviz.gelman_rubin",
        "arviz.autocorrplot",
        "arviz.compareplot",
        "arviz.kdeplot",
        "arviz.densityplot",
        "arviz.energyplot",
        "arviz.forestplot",
        "arviz.pairplot",
        "arviz.traceplot",
        "arviz.from_pymc3",
        "matplotlib.pyplot.hold",
        "matplotlib.pyplot.ishold",
        "matplotlib.mlab.bivariate_normal",
        "matplotlib.mlab.griddata",
        "matplotlib.contour.ContourSet.collections",
        "matplotlib.mlab.PCA",
        "matplotlib.cm.spectral",
        "matplotlib.cm.Vega10",
        "matplotlib.cm.Vega20",
        "matplotlib.pyplot.cm.spectral",
        "matplotlib.finance",
        "pandas.Panel",
        "pandas.Panel4D",
        "pandas.ewma",
        "pandas.ewmstd",
        "pandas.ewmvar",
        "pandas.rolling_apply",
        "pandas.rolling_corr",
        "pandas.rolling_quantile",
        "pandas.expanding_mean",
        "pandas.tools",
        "sklearn.cross_validation",
        "sklearn.grid_search",
        "sklearn.externals.six",
        "sklearn.preprocessing.Imputer",
    ),
)

BEFORE = """
import pandas as pd
from matplotlib import cm, pyplot as plt
from sklearn.externals import joblib  # MC507
import pandas.util.testing as tm  # MC507
import seaborn.apionly as sns  # MC507
pd.np.zeros(3)  # MC507
cm.get_cmap("viridis"), plt.get_cmap("viridis")  # MC507
plt.contour(x).collections  # MC507
"""
AFTER = """
import pandas as pd
from matplotlib import cm, pyplot as plt
from sklearn.externals import joblib  # MC507
import pandas.testing as tm
import seaborn as sns
pd.np.zeros(3)  # MC507
cm.get_cmap("viridis"), plt.get_cmap("viridis")  # MC507
plt.contour(x).collections  # MC507
"""
