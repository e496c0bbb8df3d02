"""features: numbers at a point in time."""

from puhui.features.bank_flow import (
    FlowFeature,
    PreparedFlow,
    StatementReading,
    asked_on,
    flow_catalogue,
    flow_features,
    prepare_flow,
    read_statement,
    statement_of,
)
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
    "FlowFeature",
    "PersonFeature",
    "PersonSource",
    "PersonTables",
    "PreparedFlow",
    "StatementReading",
    "Unit",
    "asked_on",
    "catalogue",
    "feature_named",
    "flow_catalogue",
    "flow_features",
    "invoice_features",
    "labelled_spec",
    "labelled_table",
    "last_month",
    "person_catalogue",
    "person_features",
    "prepare_flow",
    "read_person_tables",
    "read_statement",
    "registered_lazily",
    "registered_persons",
    "scan_person_tables",
    "statement_of",
    "train_on_labelled",
]
