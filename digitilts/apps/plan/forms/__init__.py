"""What people type about the plan. Import the submodule."""
