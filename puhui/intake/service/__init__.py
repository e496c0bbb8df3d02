"""The use cases of intake, one transaction each."""
