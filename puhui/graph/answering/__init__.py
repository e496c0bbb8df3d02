"""What may be told of an answer: members by handles that hold for one application, never a name or a number.

Takes an application and what `serving` found around it. Gives members with roles, lines with their source,
who controls, what was found, figures. Promises: nobody but the two centres can be recognised in it; handles
of two applications have nothing in common; every line told was usable in PostgreSQL a moment before.
"""

from puhui.graph.answering.answer import Asked, answer_around
from puhui.graph.answering.figures import figures
from puhui.graph.answering.model import Answer, Finding, Owner, ShownLine, ShownNode

__all__ = ["Answer", "Asked", "Finding", "Owner", "ShownLine", "ShownNode", "answer_around", "figures"]
