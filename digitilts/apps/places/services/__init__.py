"""What can be done to places. Import the submodule."""
