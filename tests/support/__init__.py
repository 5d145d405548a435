"""What tests share: import it as `from support.team import …`, from any test."""
