"""Which small firms go bankrupt in later years, from attributes, lawsuits and ties (SMEsD)."""
