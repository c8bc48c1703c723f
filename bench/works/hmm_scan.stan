data { int n; vector[n] y; }
parameters { vector<lower=0, upper=1>[2] stay; vector[2] mu; real<lower=0> sigma; }
model {
  matrix[2, 2] P = [[stay[1], 1 - stay[1]], [1 - stay[2], stay[2]]];
  matrix[2, n] log_emit;
  stay ~ beta(8, 2);
  mu ~ normal([-1, 1]', 1);
  sigma ~ std_normal();
  target += log2();
  for (t in 1:n) for (k in 1:2) log_emit[k, t] = normal_lpdf(y[t] | mu[k], sigma);
  target += hmm_marginal(log_emit, P, [0.5, 0.5]');
}
