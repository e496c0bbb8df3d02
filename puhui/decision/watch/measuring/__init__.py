"""Measuring: numbers over coded decisions, each with how sure it is. Pure."""
