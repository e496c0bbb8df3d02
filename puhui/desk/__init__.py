"""desk: an application as the people who work here see it, found among a hundred thousand."""

from pathlib import Path

from puhui.desk.model import CaseFile, Filter, Found, Note, Sort, Stage, View, WaitsFor
from puhui.desk.service.assigning import assign
from puhui.desk.service.noting import add_note, notes_of, pin_note
from puhui.desk.service.overview import overview_of
from puhui.desk.service.page import Reader, case_page, file_of, fraud_of
from puhui.desk.service.rebuilding import Rebuilt, rebuild
from puhui.desk.service.refreshing import refresh, touch
from puhui.desk.service.relations import relations_of
from puhui.desk.service.searching import search
from puhui.desk.service.viewing import NewView, drop_view, keep_view, views

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "MIGRATIONS",
    "CaseFile",
    "Filter",
    "Found",
    "NewView",
    "Note",
    "Reader",
    "Rebuilt",
    "Sort",
    "Stage",
    "View",
    "WaitsFor",
    "add_note",
    "assign",
    "case_page",
    "drop_view",
    "file_of",
    "fraud_of",
    "keep_view",
    "notes_of",
    "overview_of",
    "pin_note",
    "rebuild",
    "refresh",
    "relations_of",
    "search",
    "touch",
    "views",
]
