"""What a relay does: keep, check, put on record, hand over; it can read nothing it keeps.

`desk.Desk` is the one front. It runs inside the app over the team's own store, and behind HTTPS;
both call `Desk.handle` (core/PROTOCOL.md, "The relay").
"""
