"""What the screens say: words for what the core knows by code. No widget; all translatable."""
