"""models: which model rates, registered by one person, approved by another, served exact in its parts."""
