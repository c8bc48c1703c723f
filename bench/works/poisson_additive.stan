data { int n; int A; int B; vector[n] t; array[n] int y; array[n] int first; array[n] int second; }
parameters { real mu; real slope; real<lower=0> sigma_a; vector[A] a; real<lower=0> sigma_b; vector[B] b; }
model {
  vector[A] by_first = sigma_a * a;
  vector[B] by_second = sigma_b * b;
  mu ~ std_normal();
  slope ~ std_normal();
  sigma_a ~ std_normal();
  a ~ std_normal();
  sigma_b ~ std_normal();
  b ~ std_normal();
  target += 2 * log2();
  y ~ poisson_log(mu + slope * t + by_first[first] + by_second[second]);
}
