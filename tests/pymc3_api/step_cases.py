"""Models and step methods that both libraries run: `pm` is PyMC3 3.11.5, or what stands in for it here."""

import numpy as np

OBSERVED = np.array([0.3, -1.2, 2.1, 0.4, 1.5])


def continuous(pm):
    with pm.Model() as model:
        a = pm.Normal("a", 0.0, 2.0, shape=2)
        b = pm.HalfNormal("b", 1.5)
        pm.Normal("y", a[0] + 0.5 * a[1], b, observed=OBSERVED)
    return model


def counts(pm):
    with pm.Model() as model:
        k = pm.Poisson("k", 4.0, shape=2)
        u = pm.DiscreteUniform("u", 0, 9)
        pm.Normal("y", k[0] - k[1] + 0.1 * u, 1.0, observed=OBSERVED)
    return model


def binary(pm):
    with pm.Model() as model:
        z = pm.Bernoulli("z", 0.4, shape=5)
        pm.Normal("y", 2.0 * z, 1.0, observed=OBSERVED)
    return model


def categories(pm):
    with pm.Model() as model:
        c = pm.Categorical("c", p=np.array([0.2, 0.3, 0.5]), shape=3)
        pm.Normal("y", 1.0 * c.sum(), 2.0, observed=OBSERVED)
    return model


def mixed(pm):
    with pm.Model() as model:
        z = pm.Bernoulli("z", 0.4)
        k = pm.Poisson("k", 3.0)
        s = pm.HalfNormal("s", 1.0)
        m = pm.Normal("m", 0.0, 1.0)
        pm.Normal("y", m + z + 0.2 * k, s + 0.1, observed=OBSERVED)
    return model


def flat(pm):
    with pm.Model() as model:
        x = pm.Flat("x", shape=2)
        pm.Normal("y", x[0] - x[1], 1.0, observed=OBSERVED)
    return model


COVARIANCE = np.array([[0.5, 0.1, 0.0], [0.1, 0.8, 0.2], [0.0, 0.2, 1.2]])
EVERY = {"tune": 60, "draws": 90}  # Metropolis tunes every 30 draws where it is told to
SHORT = {"tune": 20, "draws": 10}  # what takes gradients: rounding grows

# name -> (model, (pm, model) -> step method, arguments of pm.sample)
CASES = {
    "metropolis": (continuous, lambda pm, m: pm.Metropolis(tune_interval=30), EVERY),
    "metropolis_covariance": (continuous, lambda pm, m: pm.Metropolis(S=COVARIANCE, blocked=True), EVERY),
    "metropolis_scaled": (continuous, lambda pm, m: pm.Metropolis(S=np.array([0.5, 2.0, 1.0]), scaling=0.7, blocked=True,
                                                                  tune_interval=30), EVERY),
    "metropolis_cauchy": (continuous, lambda pm, m: pm.Metropolis(proposal_dist=pm.CauchyProposal), EVERY),
    "metropolis_laplace": (continuous, lambda pm, m: pm.Metropolis(proposal_dist=pm.LaplaceProposal), EVERY),
    "metropolis_discrete": (counts, lambda pm, m: pm.Metropolis(tune_interval=30), EVERY),
    "metropolis_poisson": (counts, lambda pm, m: pm.Metropolis(proposal_dist=pm.PoissonProposal), EVERY),
    "binary_metropolis": (binary, lambda pm, m: pm.BinaryMetropolis([m["z"]], scaling=0.3), EVERY),
    "binary_gibbs": (binary, lambda pm, m: pm.BinaryGibbsMetropolis([m["z"]]), EVERY),
    "binary_gibbs_ordered": (binary, lambda pm, m: pm.BinaryGibbsMetropolis([m["z"]], order=[4, 3, 2, 1, 0],
                                                                            transit_p=0.6), EVERY),
    "categorical_uniform": (categories, lambda pm, m: pm.CategoricalGibbsMetropolis([m["c"]]), EVERY),
    "categorical_proportional": (categories, lambda pm, m: pm.CategoricalGibbsMetropolis([m["c"]],
                                                                                         proposal="proportional"), EVERY),
    "de_metropolis": (continuous, lambda pm, m: pm.DEMetropolis(tune="lambda", tune_interval=30, scaling=0.01),
                      {**EVERY, "chains": 4}),
    "de_metropolis_z": (continuous, lambda pm, m: pm.DEMetropolisZ(tune_interval=30), EVERY),
    "slice": (continuous, lambda pm, m: pm.Slice(), EVERY),
    "slice_blocked": (continuous, lambda pm, m: pm.Slice(blocked=True, w=0.5), EVERY),
    "elliptical": (flat, lambda pm, m: pm.EllipticalSlice(prior_cov=COVARIANCE[:2, :2]), EVERY),
    "hmc": (continuous, lambda pm, m: pm.HamiltonianMC(), SHORT),
    "hmc_path": (continuous, lambda pm, m: pm.HamiltonianMC(path_length=1.0, step_scale=0.1, max_steps=20), SHORT),
    "nuts_scaled": (continuous, lambda pm, m: pm.NUTS(scaling=np.array([1.0, 2.0, 0.5])), SHORT),
    "nuts_covariance": (continuous, lambda pm, m: pm.NUTS(scaling=COVARIANCE, is_cov=True, target_accept=0.9), SHORT),
    "nuts_point": (continuous, lambda pm, m: pm.NUTS(scaling=m.test_point, step_scale=0.5, max_treedepth=4), SHORT),
    "compound": (continuous, lambda pm, m: pm.CompoundStep([pm.Metropolis([m["a"]]), pm.Slice([m["b_log__"]])]), EVERY),
    "assigned": (mixed, lambda pm, m: None, SHORT),
    "assigned_partly": (mixed, lambda pm, m: pm.Metropolis([m["m"]]), SHORT),
}
INITS = {"adapt_diag": {}, "jitter+adapt_diag": {}, "adapt_full": {}, "jitter+adapt_full": {},
         "jitter+adapt_diag ": {"chains": 2, "target_accept": 0.9}}


def smc(pm):
    """One chain: proposals go through an SVD, whose signs are LAPACK's, and other seeds meet another one there."""
    with continuous(pm):
        return pm.sample_smc(60, n_steps=6, chains=1, cores=1, random_seed=378518883)


def smc_abc(pm):
    with pm.Model():
        a = pm.Normal("a", 0.0, 1.0)
        b = pm.HalfNormal("b", 1.0)
        pm.Simulator("s", lambda a, b: np.random.normal(a, b, 5), params=(a, b), sum_stat="sort", epsilon=1.0,
                     observed=OBSERVED)
        return pm.sample_smc(40, kernel="ABC", n_steps=4, chains=1, random_seed=20)


def mlda(pm):
    with pm.Model() as coarse:
        pm.Normal("x", 0.2, 1.1, shape=2)
    with pm.Model() as middle:
        pm.Normal("x", 0.1, 1.05, shape=2)
    with pm.Model():
        pm.Normal("x", 0.0, 1.0, shape=2)
        step = pm.MLDA(coarse_models=[coarse, middle], subsampling_rates=[3, 2], base_tune_interval=20)
        return sampled(pm, step=step, tune=20, draws=20)


def mlda_metropolis(pm):
    with pm.Model() as coarse:
        pm.Normal("x", 0.2, 1.1, shape=2)
    with pm.Model():
        pm.Normal("x", 0.0, 1.0, shape=2)
        step = pm.MLDA(coarse_models=[coarse], subsampling_rates=3, base_sampler="Metropolis",
                       base_tune_interval=20)
        return sampled(pm, step=step, tune=20, draws=20)


def bart(pm):
    x = np.linspace(0.0, 4.0, 20)
    with pm.Model() as model:
        sigma = pm.HalfNormal("sigma", 1.0)
        mu = pm.BART("mu", x[:, None], np.sin(x), m=8)
        pm.Normal("y", mu, sigma, observed=np.sin(x))
        step = [pm.PGBART([mu], num_particles=6), pm.Metropolis([model["sigma_log__"]])]
        return sampled(pm, step=step, tune=8, draws=12)


OTHERS = {"smc": smc, "smc_abc": smc_abc, "mlda": mlda, "mlda_metropolis": mlda_metropolis, "bart": bart}


def run(pm, name):
    """The trace of a case, tuning draws in front."""
    make, step, options = CASES[name]
    model = make(pm)
    with model:
        return sampled(pm, step=step(pm, model), **options)


def run_init(pm, name, **more):
    """The trace of pm.sample's own NUTS under an initialisation."""
    with continuous(pm):
        return sampled(pm, init=name.strip(), **{**SHORT, **INITS[name], **more})


def sampled(pm, **options):
    return pm.sample(random_seed=20, **{"chains": 1, "cores": 1, **options}, progressbar=False,
                     compute_convergence_checks=False, discard_tuned_samples=False, return_inferencedata=False)


def flattened(trace):
    """(chains, draws, all scalars of the free variables) as lists, and the statistics that are numbers."""
    names = sorted(v for v in trace.varnames)
    draws = [np.concatenate([trace.get_values(n, chains=c).reshape(len(trace), -1) for n in names], axis=1)
             for c in trace.chains]
    stats = {}
    for name in sorted(trace.stat_names):
        if "perf_counter" not in name and "process_time" not in name and name != "variable_inclusion":
            stats[name] = np.asarray(trace.get_sampler_stats(name, chains=trace.chains[0]), dtype=float)
    return np.array(draws), stats
