"""Party identification by ideology, race, age groups, education, sex and income."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt


def model(data):
    age = data["age_discrete"]
    columns = [np.ones(data["N"]), data["real_ideo"], data["race_adj"], age == 2, age == 3, age == 4]
    columns += [data["educ1"], data["gender"], data["income"]]
    X = np.column_stack(columns).astype(float)
    with pm.Model() as nes:
        beta = pm.Flat("beta", shape=9)
        sigma = pm.HalfFlat("sigma")
        pm.Normal("partyid7", mu=tt.dot(X, beta), sd=sigma, observed=data["partyid7"])
    return nes
