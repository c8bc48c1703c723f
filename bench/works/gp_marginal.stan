data { int n; array[n] real x; vector[n] y; }
parameters { real<lower=0> l; real<lower=0> eta; real<lower=0> sigma; }
model {
  matrix[n, n] K = add_diag(gp_exp_quad_cov(x, eta, l), square(sigma));
  l ~ gamma(2, 1);
  eta ~ cauchy(0, 5);
  sigma ~ cauchy(0, 5);
  target += 2 * log2();
  y ~ multi_normal_cholesky(rep_vector(0, n), cholesky_decompose(K));
}
