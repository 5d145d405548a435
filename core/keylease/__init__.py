"""Keylease shares a team's LLM API keys: grants expire, can be revoked, and openings are on record."""

__version__ = "0.1.0"
