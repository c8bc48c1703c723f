"""Presidential votes of states: Gaussian processes of regions and states over years."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt

UNLIKE = {"prop_var": "simplex"}


def model(data):
    years = np.arange(1.0, data["N_years"] + 1)[:, None]
    T, states, regions = data["N_years"], data["N_states"], data["N_regions"]
    state, region, year = data["state_ind"] - 1, data["region_ind"] - 1, data["year_ind"] - 1
    with pm.Model() as votes:
        GP_region_std = pm.Normal("GP_region_std", mu=0, sd=1, shape=(T, regions))
        GP_state_std = pm.Normal("GP_state_std", mu=0, sd=1, shape=(T, states))
        year_std = pm.Normal("year_std", mu=0, sd=1, shape=data["N_years_obs"])
        state_std = pm.Normal("state_std", mu=0, sd=1, shape=states)
        region_std = pm.Normal("region_std", mu=0, sd=1, shape=regions)
        tot_var = pm.Gamma("tot_var", alpha=3, beta=3)
        prop_var = pm.Dirichlet("prop_var", a=2 * np.ones(17))
        mu = pm.Normal("mu", mu=0.5, sd=0.5)
        ls = {}
        for name, scale in (("region_long", 8), ("state_long", 8), ("region_short", 3), ("state_short", 3)):
            ls[name] = pm.Weibull("length_GP_" + name, alpha=30, beta=scale)
        sds = tt.sqrt(17 * prop_var * tot_var)
        region_re = sds[1] * region_std
        year_re = sds[0] * year_std
        state_re = sds[2:12][data["state_region_ind"] - 1] * state_std

        def paths(long_sd, long_ls, short_sd, short_ls, std):
            cov = long_sd**2 * pm.gp.cov.ExpQuad(1, ls=long_ls) + short_sd**2 * pm.gp.cov.ExpQuad(1, ls=short_ls)
            return tt.dot(tt.slinalg.cholesky(cov(years) + 1e-6 * tt.eye(T)), std)

        GP_region = paths(sds[12], ls["region_long"], sds[14], ls["region_short"], GP_region_std)
        GP_state = paths(sds[13], ls["state_long"], sds[15], ls["state_short"], GP_state_std)
        mean = (
            mu + year_re[year] + state_re[state] + region_re[region] + GP_region[year, region] + GP_state[year, state]
        )
        pm.Normal("y", mu=mean, sd=sds[16], observed=data["y"])
    return votes
