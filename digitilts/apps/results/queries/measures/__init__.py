"""The registry of measures: each is one declared query over records. Import the submodules."""
