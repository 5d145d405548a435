"""Unlock once: a process that holds a session and opens keys for the same OS user's programs."""
