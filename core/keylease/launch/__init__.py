"""Running programs with keys, with mock keys, and taking keys over from `.env` files."""
