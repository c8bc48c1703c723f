"""Models and the engines that infer them; `pymc3_api` has their modules under PyMC3's names."""
