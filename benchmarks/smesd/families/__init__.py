"""Families of features, each a function of the world and its ties: numbers by name. None sees a label."""

from benchmarks.smesd.families.around import around
from benchmarks.smesd.families.attributes import attributes
from benchmarks.smesd.families.cohort import cohort
from benchmarks.smesd.families.counts import counts
from benchmarks.smesd.families.groups import groups
from benchmarks.smesd.families.lawsuits import lawsuits
from benchmarks.smesd.families.people import people

FAMILIES = {
    "attributes": attributes,
    "lawsuits": lawsuits,
    "counts": counts,
    "people": people,
    "around": around,
    "groups": groups,
    "cohort": cohort,
}

__all__ = ["FAMILIES"]
