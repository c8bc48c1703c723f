data { int n; int S; int K; matrix[n, K] X; array[n] int shop; array[n] int back; }
parameters { real mu_a; real<lower=0> sigma_a; vector[S] a; vector[K] b; }
model {
  vector[S] level = mu_a + sigma_a * a;
  mu_a ~ std_normal();
  sigma_a ~ std_normal();
  a ~ std_normal();
  b ~ std_normal();
  target += log2();
  back ~ bernoulli_logit_glm(X, level[shop], b);
}
