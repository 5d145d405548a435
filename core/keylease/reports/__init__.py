"""What leaves the team: exports that anybody can verify, and the program that verifies them."""
