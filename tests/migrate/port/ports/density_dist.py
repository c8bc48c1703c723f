import numpy as np
import pymc as pm
import pytensor.tensor as pt

np.random.seed(14)
N = 20
x = np.sort(np.random.uniform(-2, 2, N))
y = 0.5 + 1.8 * x + np.random.normal(0, 0.2, N)
y[[3, 11, 16]] += [2.5, -3.0, 2.0]
err = np.repeat(0.2, N)


def logp_signoise(yobs, is_outlier, yest_in, sigma_y_in, yest_out, sigma_y_out):
    """Log likelihood of inliers and outliers together."""
    pdfs_in = pt.exp(-((yobs - yest_in + 1e-4) ** 2) / (2 * sigma_y_in**2)) / pt.sqrt(2 * np.pi * sigma_y_in**2)
    pdfs_out = pt.exp(-((yobs - yest_out + 1e-4) ** 2) / (2 * (sigma_y_in**2 + sigma_y_out**2))) / pt.sqrt(
        2 * np.pi * (sigma_y_in**2 + sigma_y_out**2)
    )
    return pt.sum(pt.log((1 - is_outlier) * pdfs_in + is_outlier * pdfs_out))


with pm.Model() as model:
    b0 = pm.Normal("b0", mu=0, sigma=10)
    b1 = pm.Normal("b1", mu=0, sigma=10)
    yest_out = pm.Normal("yest_out", mu=0, sigma=5)
    sigma_y_out = pm.HalfNormal("sigma_y_out", sigma=5)
    frac = pm.Beta("frac", 1, 5)

    likelihood = pm.Potential("likelihood", logp_signoise(y, frac, b0 + b1 * x, err, yest_out, sigma_y_out))

    trace = pm.sample(2000, tune=2000, random_seed=8, target_accept=0.9)

print(pm.summary(trace).round(2))
