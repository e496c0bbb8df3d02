"""features: numbers at a point in time."""

from puhui.features.catalogue import catalogue, feature_named
from puhui.features.labelled import labelled_spec, labelled_table, train_on_labelled
from puhui.features.model import Direction, Feature, Unit
from puhui.features.snapshot import invoice_features

__all__ = [
    "Direction",
    "Feature",
    "Unit",
    "catalogue",
    "feature_named",
    "invoice_features",
    "labelled_spec",
    "labelled_table",
    "train_on_labelled",
]
