"""Reads about places. Import the submodule."""
