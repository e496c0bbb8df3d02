"""app: the one place that wires rooms, adapters and listeners into an API, a command line and pages."""
