"""Sequential Monte Carlo: particles from the prior to the posterior, in stages."""
