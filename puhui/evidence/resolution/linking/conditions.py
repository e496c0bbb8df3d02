"""The levels of `likeness/comparing.py` as conditions in SQL (DuckDB); a test holds the two equal."""

from typing import Final

_EITHER_MISSING: Final = "({0}_l = '' OR {0}_r = '')"


def _one_letter(column: str) -> str:
    """One letter replaced, left out or put in. DuckDB's own distance counts bytes, so lists are compared."""
    replaced = f"list_has_any({column}_masked_l, {column}_masked_r)"
    left_out = f"list_contains({column}_less_l, {column}_r) OR list_contains({column}_less_r, {column}_l)"
    return f"({replaced} OR {left_out})"


def _both_missing(column: str) -> str:
    return f"{column}_l = '' AND {column}_r = ''"


def _equal(column: str) -> str:
    return f"{column}_l = {column}_r"


def _missing(column: str) -> str:
    return _EITHER_MISSING.format(column)


def _abbreviates(column: str) -> str:
    shorter_left = (
        f"length({column}_l) BETWEEN 2 AND length({column}_r) - 1 AND {column}_r LIKE {column}_like_l"
    )
    shorter_right = (
        f"length({column}_r) BETWEEN 2 AND length({column}_l) - 1 AND {column}_l LIKE {column}_like_r"
    )
    return f"({shorter_left}) OR ({shorter_right})"


def _plain(column: str) -> dict[str, str]:
    return {"same": _equal(column), "missing": _missing(column), "other": "ELSE"}


def _known(column: str) -> dict[str, str]:
    """Where nothing to compare is a level of its own."""
    return {"": "FALSE", "missing": _missing(column), "same": _equal(column), "other": "ELSE"}


_BRAND_LETTER: Final = f"{_one_letter('brand')} AND apart_brand_l = apart_brand_r"

CONDITIONS: Final[dict[str, dict[str, str]]] = {
    "brand": {
        "": _both_missing("brand"),
        "same": _equal("brand"),
        "cut": _equal("core"),
        "begins": "(length(brand_l) > 1 AND starts_with(core_r, brand_l)) "
        "OR (length(brand_r) > 1 AND starts_with(core_l, brand_r))",
        "letter": f"least(length(brand_l), length(brand_r)) > 2 AND {_BRAND_LETTER}",
        "short_letter": f"least(length(brand_l), length(brand_r)) = 2 AND {_BRAND_LETTER}",
        "ends": "(length(core_l) > 3 AND ends_with(core_r, core_l)) "
        "OR (length(core_r) > 3 AND ends_with(core_l, core_r))",
        "abbreviates": _abbreviates("core"),
        "slip": "least(length(core_l), length(core_r)) > 3 AND apart_core_l = apart_core_r "
        f"AND ({_one_letter('core')} OR core_sorted_l = core_sorted_r)",
        "alike": "least(length(core_l), length(core_r)) > 3 AND apart_core_l = apart_core_r "
        "AND 4 * length(list_intersect(core_letters_l, core_letters_r)) "
        ">= 3 * greatest(length(core_letters_l), length(core_letters_r))",
        "other": "ELSE",
    },
    "whole": {"": "FALSE", "same": "head_l = head_r", "other": "ELSE"},
    "trade": {
        "": _both_missing("trade"),
        "missing": _missing("trade"),
        "same": _equal("trade"),
        "abbreviates": _abbreviates("trade"),
        "letter": f"least(length(trade_l), length(trade_r)) > 2 AND {_one_letter('trade')}",
        "shares": "left(trade_l, 2) = left(trade_r, 2) OR right(trade_l, 2) = right(trade_r, 2)",
        "other": "ELSE",
    },
    "place": {
        "": _both_missing("place"),
        "missing": _missing("place"),
        "same": _equal("place"),
        "within": "starts_with(place_l, place_r) OR starts_with(place_r, place_l)",
        "near": "left(place_l, 4) = left(place_r, 4)",
        "other": "ELSE",
    },
    "form": {
        "": _both_missing("form"),
        "missing": _missing("form"),
        "same": _equal("form"),
        "kin": "form_kin_l = form_kin_r",
        "other": "ELSE",
    },
    "number": {
        "": _both_missing("number"),
        "missing": _missing("number"),
        "same": _equal("number"),
        "other": "ELSE",
    },
    "uscc": {
        "": "FALSE",
        "same": "uscc_l <> '' AND uscc_l = uscc_r",
        "other": "uscc_l <> '' AND uscc_r <> ''",
        "letter": "uscc_written_l <> '' AND uscc_written_r <> '' AND (uscc_l <> '' OR uscc_r <> '') "
        "AND levenshtein(uscc_written_l, uscc_written_r) <= 1",
        "missing": "ELSE",
    },
    "representative": _known("representative"),
    "address": {
        "": "FALSE",
        "missing": _missing("address"),
        "agent": "address_l = address_r AND agent_l",
        "same": _equal("address"),
        "other": "ELSE",
    },
    "phone": _known("phone"),
    "registered_on": _known("registered_on"),
}
"""Comparison → level → condition. "" is the level at which nothing is compared; "ELSE" takes what is left."""

COMPARED: Final = (
    "head",
    "brand",
    "core",
    "trade",
    "place",
    "form",
    "number",
    "uscc",
    "uscc_written",
    "representative",
    "address",
    "phone",
    "registered_on",
    "brand_like",
    "core_like",
    "trade_like",
    "core_sorted",
    "apart_brand",
    "apart_core",
    *(f"{column}_{how}" for column in ("brand", "core", "trade") for how in ("masked", "less")),
    "core_letters",
    "form_kin",
    "agent",
)
"""The columns that the conditions read."""
