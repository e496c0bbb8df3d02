"""What can be said about each field without asking anybody: check characters, dates, amounts, kinds."""

from puhui.evidence.licence.checks.across import remarks_on, whole_name
from puhui.evidence.licence.checks.amount import amount_fen
from puhui.evidence.licence.checks.code import check_code, suggest_codes
from puhui.evidence.licence.checks.day import read_day
from puhui.evidence.licence.checks.field import check_field

__all__ = ["amount_fen", "check_code", "check_field", "read_day", "remarks_on", "suggest_codes", "whole_name"]
