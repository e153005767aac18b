"""Words that everyone shares. Only the standard library."""
