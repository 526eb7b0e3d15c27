"""The pretend providers: they take messages as Amazon would, and keep them on this machine."""
