"""Alarming: when a number calls somebody, when it stops, what it says, and who has taken note."""
