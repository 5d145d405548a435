"""Keylease lends a team its LLM API keys: grants expire, are revocable, and openings on record."""

__version__ = "0.1.0"
