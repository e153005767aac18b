"""Lists of territories, populations and venues from a table or a map file: read, compare, then take over."""
