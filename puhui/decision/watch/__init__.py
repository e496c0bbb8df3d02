"""Watching: each night's numbers over the decisions that are kept, and alarms about what moved."""
