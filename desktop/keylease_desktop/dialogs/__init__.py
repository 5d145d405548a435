"""What is asked before an act."""
