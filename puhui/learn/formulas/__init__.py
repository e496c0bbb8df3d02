"""Columns made from columns, by formulas that anybody can write and only we can run."""

from puhui.learn.formulas.columns import FUNCTIONS, as_words, column_of, gives_words, read_as_words
from puhui.learn.formulas.reading import Node, columns_of, read_formula
from puhui.learn.formulas.tokens import FormulaError

__all__ = [
    "FUNCTIONS",
    "FormulaError",
    "Node",
    "as_words",
    "column_of",
    "columns_of",
    "gives_words",
    "read_as_words",
    "read_formula",
]
