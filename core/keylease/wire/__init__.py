"""Bytes ⇄ values, strictly: one canonical form for each value (core/PROTOCOL.md)."""
