"""The desktop app from outside its process: a screen, a keyboard, a screen reader, a clipboard."""
