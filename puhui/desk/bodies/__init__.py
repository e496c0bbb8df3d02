"""What the API of this room receives and shows."""

from puhui.desk.bodies.case import CaseBody, FraudBody, NoteBody, NotePin, NoteWritten
from puhui.desk.bodies.overview import OverviewBody
from puhui.desk.bodies.queue import AssigneeBody, AssigneeChange, CaseSearch, CasesFound
from puhui.desk.bodies.relations import RelationsBody
from puhui.desk.bodies.shapes import PersonBody, said
from puhui.desk.bodies.views import ViewBody, ViewWritten

__all__ = [
    "AssigneeBody",
    "AssigneeChange",
    "CaseBody",
    "CaseSearch",
    "CasesFound",
    "FraudBody",
    "NoteBody",
    "NotePin",
    "NoteWritten",
    "OverviewBody",
    "PersonBody",
    "RelationsBody",
    "ViewBody",
    "ViewWritten",
    "said",
]
