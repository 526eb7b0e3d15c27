"""The invented practices that a laptop begins with; nobody in them exists."""
