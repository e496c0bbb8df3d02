"""What the tables of a population say about themselves."""

from typing import Final

from puhui.features import PersonSource, PersonTables, last_month
from puhui.kernel import Problem, Text

_DATED: Final = (PersonSource.MONTHS, PersonSource.BALANCES)


def until_of(tables: PersonTables) -> int | Problem:
    """The month after the last one of any account; everything is counted back from it."""
    lasts = [last_month([latest]) for source in _DATED if (latest := _latest(tables, source))]
    found = [last for last in lasts if last is not None]
    return max(found) if found else NO_MONTHS


def _latest(tables: PersonTables, source: PersonSource) -> str | None:
    latest = tables.by_source[source]["month"].max()
    return None if latest is None else str(latest)


NO_MONTHS: Final = Problem(
    "people.months.missing",
    Text("没有任何月份，不知道数据截止到哪个月。", "No month anywhere: it is not known when the tables end."),
    Text(
        "请放入 person_months 或 person_balances（month 写作 2026-10）。",
        "Add person_months or person_balances (month as 2026-10).",
    ),
)
