"""Berka: 682 loans of a Czech bank, 1993–98. Do they fail, from what their account did before the loan?

Two questions. *Do our numbers mean what the ready-made ones mean?* Each of the 79 ready-made columns beside
the catalogue's own, reckoned from the raw transactions of the 354 later loans. *How well are failures
told?* On the 328 earlier loans only: the later ones' outcomes are kept elsewhere.
"""

from pathlib import Path
from typing import Any

from benchmarks.credit.berka_flows import agreement, order_checked
from benchmarks.credit.berka_telling import telling
from benchmarks.credit.repeated import line_of


def measure(data: Path, quick: bool) -> dict[str, Any]:
    """All figures, or why there are none."""
    folder = data / "berka"
    if not folder.is_dir():
        return {"skipped": f"the public data set is not at {folder}"}
    return {
        "agreement": agreement(folder),
        "order_within_a_day": order_checked(folder),
        "telling": telling(folder, quick),
    }


def told(figures: dict[str, Any]) -> str:
    """The figures as a page."""
    lines = _agreement_lines(figures["agreement"], figures["order_within_a_day"])
    return "\n".join([*lines, *_telling_lines(figures["telling"])])


def _telling_lines(found: dict[str, Any]) -> list[str]:
    tried = found["tried"]
    lines = [
        "",
        f"{found['failed']} failures among {found['loans']} earlier loans; AUC ± sd of folds (95 % interval)",
        f"  looked at before six columns were named: {tried['columns']} columns, {tried['lines']} lines,"
        f" {tried['mixtures']} mixtures and trees",
    ]
    titles = {
        "by_chance": "repeated 5-fold",
        "by_time": "by time, earlier learn and the next fifth judges (five that overlap)",
        "machine_chooses": "repeated 5-fold, a machine chooses six of all columns inside every fold",
        "machine_chooses_by_time": "by time, the machine again",
    }
    for name, title in titles.items():
        part = found[name]
        lines.append(f"  {title}")
        lines += [f"    {way:16} {line_of(part[way])}" for way in ("plain_lightgbm", "ours", "difference")]
    chosen = ", ".join(f"{name} {times}" for name, times in found["machine_chooses"]["chosen"].items())
    return [*lines, f"    chosen: {chosen}"]


def _agreement_lines(rows: list[dict[str, Any]], order: dict[str, int]) -> list[str]:
    compared = [row for row in rows if row["ours"]]
    same = [row for row in compared if row["agree"] == row["rows"]]
    lines = [
        "Berka: ready-made columns and our own from 30,200 raw transactions of 354 loans",
        f"  {len(rows)} columns, {len(compared)} also defined here, {len(same)} equal for every loan",
        f"  {'column':46} {'equal':>9} {'largest difference':>19}  meaning",
    ]
    for row in rows:
        if not row["ours"]:
            lines.append(f"  {row['column']:46} {'–':>9} {'':>19}  {row['meaning']}")
            continue
        largest = row.get("largest_difference")
        shown = "" if largest is None else f"{largest:.2g}"
        lines.append(
            f"  {row['column']:46} {row['agree']:>5}/{row['rows']} {shown:>17}  {row['meaning']}"
            + (f" [{row['why']}]" if row.get("why") and row["agree"] < row["rows"] else "")
        )
    unexplained = [row["column"] for row in compared if row["agree"] < row["rows"] and not row.get("why")]
    lines.append(f"  unexplained: {', '.join(unexplained) or 'none'}")
    lines.append("  order within a day: " + ", ".join(f"{name} {value}" for name, value in order.items()))
    return lines
