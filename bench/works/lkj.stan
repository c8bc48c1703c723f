data { int C; int n; array[n] int cafe; vector[n] afternoon; vector[n] wait; }
parameters {
  cholesky_factor_corr[2] L; vector<lower=0>[2] sds; vector[2] ab_mean; array[C] vector[2] ab; real<lower=0> sigma;
}
model {
  vector[C] a = to_vector(ab[, 1]);
  vector[C] b = to_vector(ab[, 2]);
  L ~ lkj_corr_cholesky(2);
  sds ~ cauchy(0, 2);
  ab_mean ~ normal(0, 5);
  ab ~ multi_normal_cholesky(ab_mean, diag_pre_multiply(sds, L));
  sigma ~ cauchy(0, 2);
  target += 3 * log2();
  wait ~ normal(a[cafe] + b[cafe] .* afternoon, sigma);
}
