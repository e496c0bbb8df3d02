"""The use cases of matching, one transaction each."""
