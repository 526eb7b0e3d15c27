"""The JSON API: a door like the pages, for practice systems; same functions, rules and rights."""
