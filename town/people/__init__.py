"""People and their households, with names and identifiers that nobody has."""

from town.people.naming import firm_names, person_names
from town.people.population import Population, settle

__all__ = ["Population", "firm_names", "person_names", "settle"]
