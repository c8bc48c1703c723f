data { int J; vector[J] effect; vector<lower=0>[J] stderr_; }
parameters { real mu; real<lower=0> tau; vector[J] eta; }
model {
  mu ~ normal(0, 5);
  tau ~ cauchy(0, 5);
  target += log2();
  eta ~ std_normal();
  effect ~ normal(mu + tau * eta, stderr_);
}
