"""The program on one machine, with nothing else needed; no part of this goes to AWS."""
