"""What each page shows: one frozen object of plain values per page, arranged by its template."""
