"""From what the exchange gives to what a page shows: pure, one file for each noun."""
