"""Coal-mining disasters in Britain, 1851-1961: when did the rate change?"""

import numpy as np
import pymc as pm

disaster_data = np.ma.masked_values(
    [
        4,
        5,
        4,
        0,
        1,
        4,
        3,
        4,
        0,
        6,
        3,
        3,
        4,
        0,
        2,
        6,
        3,
        3,
        5,
        4,
        5,
        3,
        1,
        4,
        4,
        1,
        5,
        5,
        3,
        4,
        2,
        5,
        2,
        2,
        3,
        4,
        2,
        1,
        3,
        -999,
        2,
        1,
        1,
        1,
        1,
        3,
        0,
        0,
        1,
        0,
        1,
        1,
        0,
        0,
        3,
        1,
        0,
        3,
        2,
        2,
        0,
        1,
        1,
        1,
        0,
        1,
        0,
        1,
        0,
        0,
        0,
        2,
        1,
        0,
        0,
        0,
        1,
        1,
        0,
        2,
        3,
        3,
        1,
        -999,
        2,
        1,
        1,
        1,
        1,
        2,
        4,
        2,
        0,
        0,
        1,
        4,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        1,
        0,
        0,
        1,
        0,
        1,
    ],
    value=-999,
)
years = np.arange(1851, 1962)

with pm.Model() as disaster_model:
    switchpoint = pm.DiscreteUniform("switchpoint", lower=years.min(), upper=years.max(), initval=1900)

    # Priors for pre- and post-switch rates number of disasters
    early_rate = pm.Exponential("early_rate", 1)
    late_rate = pm.Exponential("late_rate", 1)

    # Allocate appropriate Poisson rates to years before and after current
    rate = pm.math.switch(switchpoint >= years, early_rate, late_rate)

    disasters = pm.Poisson("disasters", rate, observed=disaster_data)

if __name__ == "__main__":
    with disaster_model:
        step1 = pm.NUTS([early_rate, late_rate])
        # Use Metropolis for switchpoint, and missing values since it accommodates discrete variables
        step2 = pm.Metropolis([switchpoint, disaster_model["disasters_unobserved"]])
        trace = pm.sample(10000, step=[step1, step2], random_seed=1851)

    print(pm.summary(trace))
    print("most likely year: %d" % np.bincount(trace.posterior["switchpoint"].values.ravel()).argmax())
