"""Everything that changes a plan. Import the submodule."""
