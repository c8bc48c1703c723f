"""Builds one of COVIDNPIs' models on its data and samples it for a few draws: `models.py MODEL_TYPE`.

Its own scripts say how, but tune for 500 iterations of up to 2**14 steps each, which are hours.
"""

import sys

import numpy as np
import pymc3 as pm

sys.path.insert(0, ".")
from epimodel import EpidemiologicalParameters
from epimodel.preprocessing.data_preprocessor import preprocess_data
from scripts.sensitivity_analysis.utils import get_data_path, get_model_class_from_str

kind = sys.argv[1]
data = preprocess_data(get_data_path(), last_day="2020-05-30")
data.mask_reopenings()
arguments = EpidemiologicalParameters().get_model_build_dict()
if kind == "discrete_renewal":
    arguments.update(gi_mean_mean=5.12, gi_sd_mean=2.20)
with get_model_class_from_str(kind)(data) as model:
    model.build_model(**arguments)
print(f"log density {model.logp(model.test_point):.9g}")
with model:
    trace = pm.sample(
        3,
        tune=3,
        chains=1,
        cores=1,
        max_treedepth=4,
        init="adapt_diag",
        random_seed=1,
        compute_convergence_checks=False,
    )
assert trace["CMReduction"].shape == (3, data.ActiveCMs.shape[1]) and np.isfinite(trace["CMReduction"]).all()
