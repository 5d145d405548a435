"""The law of a team, pure: chain, rules, fold, and what to propose next. No clock, no I/O."""
