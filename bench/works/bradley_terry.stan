data { int N; int n; array[n] int first; array[n] int second; array[n] int won; }
parameters { real<lower=0> spread; vector[N] raw; }
model {
  vector[N] strength = spread * raw;
  spread ~ std_normal();
  raw ~ std_normal();
  target += log2();
  won ~ bernoulli_logit(strength[first] - strength[second]);
}
