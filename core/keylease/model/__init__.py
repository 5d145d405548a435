"""Frozen values: what a team consists of and what can happen in it. No behaviour, no I/O."""
