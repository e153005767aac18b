"""What can be done to people's records. Import the submodule."""
