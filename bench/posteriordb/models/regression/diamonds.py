"""Prices of diamonds, as brms writes the model: centred columns, Student's t of the intercept."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    X = data["X"][:, 1:]
    X = X - X.mean(axis=0)
    with pm.Model() as diamonds:
        b = pm.Normal("b", mu=0, sd=1, shape=data["K"] - 1)
        intercept = pm.StudentT("Intercept", nu=3, mu=8, sd=10)
        sigma = pm.HalfStudentT("sigma", nu=3, sd=10)
        pm.Normal("Y", mu=intercept + tt.dot(X, b), sd=sigma, observed=data["Y"])
    return diamonds
