"""What works behind the screens: jobs, the clipboard, locking, settings. Draws nothing."""
