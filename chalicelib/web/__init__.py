"""How pages look and behave: words, forms, addresses of pages, and the pages themselves."""
