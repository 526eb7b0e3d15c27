"""How the program comes to AWS: packaged, checked, deployed, with no right too many."""
