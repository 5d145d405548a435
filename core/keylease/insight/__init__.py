"""Questions to a state and to the record of openings; pure, so that screens and tests agree."""
