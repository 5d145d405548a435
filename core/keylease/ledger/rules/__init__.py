"""One function for each event type: it returns the next state or refuses.

Author's activity, signatures, chain position and the metadata epoch were checked before
(`fold.py`); here stands only what is particular to the type (core/PROTOCOL.md, table of
events).
"""
