"""What a member's machine does: sync, verify, pin, act and open; `session.Session` is the door."""
