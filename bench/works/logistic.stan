data { int n; int K; matrix[n, K] X; array[n] int<lower=0, upper=1> y; }
parameters { real a; vector[K] b; }
model {
  a ~ normal(0, 2);
  b ~ std_normal();
  y ~ bernoulli_logit_glm(X, a, b);
}
