"""The desktop app: what a team's people look at all day. Reaches core through its session."""
