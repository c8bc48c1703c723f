data { int n; vector[n] returns; }
parameters { real<lower=0> step; vector[n] z; real<lower=0> nu; }
model {
  step ~ exponential(10);
  z ~ std_normal();
  nu ~ exponential(0.1);
  returns ~ student_t(nu, 0, exp(cumulative_sum(step * z)));
}
