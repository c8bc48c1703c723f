"""Models and the engines that infer them. `pymc3_api` shows them under their legacy names: same places, same names."""
