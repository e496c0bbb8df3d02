"""The same tables over columns: a batch of firms at once, row for row what one decision at a time says."""

from puhui.decision.columns.framing import columns_of
from puhui.decision.columns.running import Batch, Column, Columns, Texts, compile_columns
from puhui.decision.columns.said import TableSaid

__all__ = ["Batch", "Column", "Columns", "TableSaid", "Texts", "columns_of", "compile_columns"]
