"""Numbers from bank statements, at a point in time, whichever bank wrote them."""

from puhui.features.bank_flow.model import FlowFeature, FlowTable
from puhui.features.bank_flow.prepare import PreparedFlow, prepare_flow
from puhui.features.bank_flow.reading import StatementReading, read_statement
from puhui.features.bank_flow.snapshot import asked_on, flow_catalogue, flow_features
from puhui.features.bank_flow.statement import CHANNELS, PURPOSES, STATEMENT, statement_of

__all__ = [
    "CHANNELS",
    "PURPOSES",
    "STATEMENT",
    "FlowFeature",
    "FlowTable",
    "PreparedFlow",
    "StatementReading",
    "asked_on",
    "flow_catalogue",
    "flow_features",
    "prepare_flow",
    "read_statement",
    "statement_of",
]
