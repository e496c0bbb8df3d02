"""features: numbers at a point in time."""

from puhui.features.catalogue import catalogue, feature_named
from puhui.features.labelled import labelled_spec, labelled_table, train_on_labelled
from puhui.features.model import Direction, Feature, Unit
from puhui.features.people import (
    PERSON_TABLES,
    SOURCE_TITLES,
    PersonFeature,
    PersonSource,
    PersonTables,
    last_month,
    person_catalogue,
    person_features,
    read_person_tables,
    registered_lazily,
    registered_persons,
    scan_person_tables,
)
from puhui.features.snapshot import invoice_features

__all__ = [
    "PERSON_TABLES",
    "SOURCE_TITLES",
    "Direction",
    "Feature",
    "PersonFeature",
    "PersonSource",
    "PersonTables",
    "Unit",
    "catalogue",
    "feature_named",
    "invoice_features",
    "labelled_spec",
    "labelled_table",
    "last_month",
    "person_catalogue",
    "person_features",
    "read_person_tables",
    "registered_lazily",
    "registered_persons",
    "scan_person_tables",
    "train_on_labelled",
]
