"""From a user's graph to something that runs: freeze, rules, bind, backend; modes, densities."""
