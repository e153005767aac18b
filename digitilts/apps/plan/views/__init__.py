"""The plan's pages. Import the submodule."""
