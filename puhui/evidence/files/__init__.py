"""Tables in files that strangers made: opened within limits, decoded, split into numbered rows."""

from puhui.evidence.files.cells import amounts, dates
from puhui.evidence.files.limits import problem as line_problem
from puhui.evidence.files.place import place_in
from puhui.evidence.files.source import Source, clean_name, nothing_found, sources
from puhui.evidence.files.tables import tables_of
from puhui.evidence.files.text_table import RawTable

__all__ = [
    "RawTable",
    "Source",
    "amounts",
    "clean_name",
    "dates",
    "line_problem",
    "nothing_found",
    "place_in",
    "sources",
    "tables_of",
]
