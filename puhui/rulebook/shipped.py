"""Opens the rulebook that ships with Puhui, with the user's own industry table where one is set."""

import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from puhui.kernel import Text
from puhui.rulebook.book import Rulebook
from puhui.rulebook.business_days import load_holidays
from puhui.rulebook.model import Confidence, ForbiddenUse
from puhui.rulebook.records import load_rules
from puhui.rulebook.size_table import load_size_table
from puhui.rulebook.yaml_file import read_yaml

DATA: Final = Path(__file__).parent / "data"
_TABLES: Final = frozenset(
    {"size_groups.yaml", "holidays.yaml", "forbidden_uses.yaml", "banned_expressions.yaml"}
)
"""Files with a shape of their own; every other YAML file of the folder is a list of rule records."""


@cache
def rulebook(folder: Path = DATA) -> Rulebook:
    """The rulebook, read once. `PUHUI_GBT4754` names a code table with the levels below divisions."""
    return Rulebook(
        rules=load_rules(path for path in folder.glob("*.yaml") if path.name not in _TABLES),
        sizes=load_size_table(folder / "size_groups.yaml"),
        industry_tables=_industry_tables(folder),
        holidays=load_holidays(folder / "holidays.yaml"),
        forbidden=_forbidden_uses(folder / "forbidden_uses.yaml"),
        reasons_folder=folder / "reasons",
    )


def _industry_tables(folder: Path) -> tuple[Path, ...]:
    own = os.environ.get("PUHUI_GBT4754")
    return (folder / "gbt4754_2017.csv", *([Path(own)] if own else []))


def _forbidden_uses(path: Path) -> tuple[ForbiddenUse, ...]:
    content = read_yaml(path)
    if not isinstance(content, list):
        raise ValueError(f"{path.name}: a list of uses")
    return tuple(_use(row) for row in content)


def _use(row: Mapping[str, object]) -> ForbiddenUse:
    effective = row["effective"]
    if type(effective) is not date:
        raise ValueError(f"forbidden use {row.get('code')}: effective is not a date")
    text = Text(str(row["zh"]), str(row["en"]))
    return ForbiddenUse(
        str(row["code"]), text, str(row["source"]), effective, Confidence(str(row["confidence"]))
    )
