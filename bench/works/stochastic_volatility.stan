data { int n; vector[n] returns; }
parameters { real<lower=0> step; vector[n] s; real<lower=0> nu; }
model {
  step ~ exponential(10);
  s[1] ~ std_normal();
  s[2:n] ~ normal(s[1:(n - 1)], step);
  nu ~ exponential(0.1);
  returns ~ student_t(nu, 0, exp(s));
}
