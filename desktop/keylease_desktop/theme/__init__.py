"""How everything looks: one frozen set of tokens, and what Qt makes of it."""
