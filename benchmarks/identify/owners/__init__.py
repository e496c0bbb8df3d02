"""Towns for owners: which teach, which check, which only ever measure."""
