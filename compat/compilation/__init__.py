"""From a user's graph to something that runs: freezing, rules, binding, a backend; modes and densities."""
