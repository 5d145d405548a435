"""Append-only storage without rules: it keeps rows in order and whole, and judges nothing.

The relay keeps a team's ledger, access log, envelopes and release keys in it; a member's client
keeps its own copy of the ledger and what it may see of the access log. What a row means is
decided above this room; here bytes stay bytes.
"""
