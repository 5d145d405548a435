"""The parts that screens are made of. They know no team and no key."""
