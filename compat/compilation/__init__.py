"""From a user's graph to something that runs: freeze, rules, bind, backend; `function` and modes."""
