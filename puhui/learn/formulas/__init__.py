"""Columns made from columns, by formulas that anybody can write and only we can run."""
