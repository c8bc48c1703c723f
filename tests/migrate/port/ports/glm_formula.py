import numpy as np
import pandas as pd
import pymc as pm

rng = np.random.RandomState(3)
n = 200
df = pd.DataFrame(
    {"age": rng.randint(18, 80, n), "educ": rng.randint(6, 18, n), "sex": rng.choice(["female", "male"], n)}
)
eta = -4 + 0.03 * df.age + 0.15 * df.educ + 0.8 * (df.sex == "male")
df["income_more_than_50K"] = rng.binomial(1, 1 / (1 + np.exp(-eta)))
df["age_z"] = (df.age - df.age.mean()) / df.age.std()
df["educ_z"] = (df.educ - df.educ.mean()) / df.educ.std()

with pm.Model() as logistic_model:
    intercept = pm.Flat("Intercept")
    sex = pm.Normal("C(sex)[T.male]", 0.0, tau=1e-6)
    age = pm.Normal("age_z", 0.0, tau=1e-6)
    educ = pm.Normal("educ_z", 0.0, tau=1e-6)
    eta = intercept + sex * (df.sex == "male").values + age * df.age_z.values + educ * df.educ_z.values
    pm.Binomial("y", n=1, p=pm.math.sigmoid(eta), observed=df.income_more_than_50K.values)
    trace = pm.sample(1000, tune=1000, init="adapt_diag", random_seed=5)

print(pm.stats.summary(trace))
print("odds ratio of a standard deviation of education: %.2f" % np.exp(trace.posterior["educ_z"]).mean())
