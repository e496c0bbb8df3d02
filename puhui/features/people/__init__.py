"""Numbers about persons, each only from a source that may be seen."""

from puhui.features.people.model import SOURCE_TITLES, PersonFeature, PersonSource
from puhui.features.people.reading import read_person_tables, scan_person_tables
from puhui.features.people.snapshot import (
    last_month,
    person_catalogue,
    person_features,
    registered_lazily,
    registered_persons,
)
from puhui.features.people.tables import TABLES as PERSON_TABLES
from puhui.features.people.tables import PersonTables

__all__ = [
    "PERSON_TABLES",
    "SOURCE_TITLES",
    "PersonFeature",
    "PersonSource",
    "PersonTables",
    "last_month",
    "person_catalogue",
    "person_features",
    "read_person_tables",
    "registered_lazily",
    "registered_persons",
    "scan_person_tables",
]
