data { int n; int K; vector[n] x; }
parameters { simplex[K] w; vector[K] mu; vector<lower=0>[K] sigma; }
model {
  vector[K] log_w = log(w);
  w ~ dirichlet(rep_vector(1, K));
  mu ~ normal(0, 10);
  sigma ~ normal(0, 3);
  target += K * log2();
  for (i in 1:n) {
    vector[K] terms = log_w;
    for (k in 1:K) terms[k] += normal_lpdf(x[i] | mu[k], sigma[k]);
    target += log_sum_exp(terms);
  }
}
