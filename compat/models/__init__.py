"""Models and the engines that infer them; `pymc3_api` re-exports each module under the same name."""
