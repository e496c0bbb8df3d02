"""Decision tables in JDM, the open format of zen-engine: read, checked and compiled to plain functions."""

from puhui.decision.jdm.checking import check
from puhui.decision.jdm.compiling import Compiled, Said, Trace, Value, compile_table
from puhui.decision.jdm.parsing import RULE_PREFIX
from puhui.decision.jdm.ruled import rules_asked, with_rules
from puhui.decision.jdm.sealing import answered, sealed, settled, version_of
from puhui.decision.jdm.table import BrokenTableError, HitPolicy, Meta, Table, read_table
from puhui.decision.jdm.troubles import troubles
from puhui.decision.jdm.walking import Pointed, Walk, compile_walk

__all__ = [
    "RULE_PREFIX",
    "BrokenTableError",
    "Compiled",
    "HitPolicy",
    "Meta",
    "Pointed",
    "Said",
    "Table",
    "Trace",
    "Value",
    "Walk",
    "answered",
    "check",
    "compile_table",
    "compile_walk",
    "read_table",
    "rules_asked",
    "sealed",
    "settled",
    "troubles",
    "version_of",
    "with_rules",
]
