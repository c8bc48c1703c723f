data { int n; int C; array[n] int<lower=1, upper=C> county; vector[n] floor_; vector[n] radon; }
parameters {
  real mu_a; real<lower=0> sigma_a; real mu_b; real<lower=0> sigma_b;
  vector[C] a_offset; vector[C] b_offset; real<lower=0> sigma_y;
}
model {
  vector[C] a = mu_a + sigma_a * a_offset;
  vector[C] b = mu_b + sigma_b * b_offset;
  mu_a ~ normal(0, 10);
  sigma_a ~ std_normal();
  mu_b ~ normal(0, 10);
  sigma_b ~ std_normal();
  a_offset ~ std_normal();
  b_offset ~ std_normal();
  sigma_y ~ cauchy(0, 5);
  target += 3 * log2();
  radon ~ normal(a[county] + b[county] .* floor_, sigma_y);
}
