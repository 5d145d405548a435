"""The evidence of an access review: what an auditor gets, and verifies without an account.

Its format is PROTOCOL.md, "Evidence". `story` tells from the ledger what was decided, `document`
writes it down, `summary` draws it for people, `pack` makes folder and zip. `verify.py` goes along:
it needs nothing of Keylease, and derives the same again.
"""
