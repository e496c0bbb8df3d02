"""The card of an owner model as a page for people."""

from collections.abc import Iterable
from typing import Any

from puhui.identify.owner.model import RUNNING
from puhui.identify.owner.policy import policy

_HEAD = """# 谁在经营生意 · Who runs a business

Version `{{version}}`, made on {created_on}: {trees} boosted trees over {features} features of five sources,
and a second forest for the four kinds.

**For** finding people whom a register does not name, so that a fitting product or a question can be
offered.
**Not for** deciding, pricing or refusing a loan, for setting its purpose or a 普惠 status, or for any
claim about a person without asking them. The person can see the answer and correct it.

**Learnt from** {populations} populations, {persons:,} persons, prevalence {low:.0%} to {high:.0%}. Where
these are made-up towns, as for the model that ships, the figures below say how the method does on another
made-up town and nothing about any real place: learn from your own labels before relying on it
(`puhui identify owner --train`).

**Prior**: {prior:.1%}. The trees learn likelihood ratios, so another share of owners moves everybody's odds
by one factor; over a file of {fewest:,} persons or more the share is estimated from the scores themselves.
**Level**: said to run a business from {threshold:.3f} on, which should be right {precision:.0%} of the time.

## Populations that were kept out

{columns}
"""
_COLUMNS = (
    ("population", "{name}"),
    ("persons", "{persons:,}"),
    ("owners", "{prevalence:.1%}"),
    ("estimated", "{prior_estimated:.1%}"),
    ("AUC", "{auc:.3f}"),
    ("registration finds", "{registered_right:,}"),
    ("found at the precision", "{right_at_precision:,}"),
    ("times", "{more_than_registration:.2f}"),
    ("said, not knowing the truth", "{said:,}"),
    ("right", "{said_share:.1%}"),
    ("kind right", "{kind_right:.1%}"),
)


def card_text(card: dict[str, Any]) -> str:
    """Markdown; `{version}` is filled in when the files are written."""
    taught, found = card["trained_on"], card["checked_on"]
    head = _HEAD.format(
        created_on=card["created_on"],
        trees=card["trees"],
        features=len(card["features"]),
        populations=len(taught),
        persons=sum(one["persons"] for one in taught),
        low=min(one["prevalence"] for one in taught),
        high=max(one["prevalence"] for one in taught),
        prior=card["prior"],
        threshold=card["threshold"],
        precision=card["precision"],
        fewest=policy().fewest_for_prior,
        columns=_titled(title for title, _ in _COLUMNS),
    )
    row = _line(form for _, form in _COLUMNS)
    rows = [row.format(**one, said_share=one["said_right"] / max(one["said"], 1)) for one in found]
    rest = (_sources(found), _confusion(found), _calibration(found))
    return head + "\n".join([*rows, *(line for part in rest for line in ("", *part))]) + "\n"


def _sources(found: list[dict[str, Any]]) -> list[str]:
    if not found:
        return []
    names = list(found[0]["auc_without"])
    title = "## When a source is missing (AUC, lowest and highest over the populations)"
    lines = [title, "", _titled(("source", "without it", "with it alone"))]
    for name in names:
        spans = [sorted(one[which][name] for one in found) for which in ("auc_without", "auc_with_only")]
        lines.append(f"| {name} | " + " | ".join(f"{span[0]:.3f}–{span[-1]:.3f}" for span in spans) + " |")
    return lines


def _confusion(found: list[dict[str, Any]]) -> list[str]:
    tables = [one["confusion"] for one in found if one["confusion"]]
    if not tables:
        return []
    names = [kind.value for kind in RUNNING]
    lines = ["## Kinds: true down, likeliest across", "", _titled(("", *names))]
    for place, name in enumerate(names):
        sums = [sum(table[place][other] for table in tables) for other in range(len(names))]
        lines.append(f"| {name} | " + " | ".join(f"{count:,}" for count in sums) + " |")
    return lines


def _calibration(found: list[dict[str, Any]]) -> list[str]:
    if not found:
        return []
    title = "## Calibration, at the estimated share of owners"
    lines = [title, "", _titled(("population", "said → happened (persons)"))]
    for one in found:
        steps = "; ".join(f"{said:.2f} → {true:.2f} ({count:,})" for count, said, true in one["calibration"])
        lines.append(f"| {one['name']} | {steps} |")
    return lines


def _titled(titles: Iterable[str]) -> str:
    listed = list(titles)
    return f"{_line(listed)}\n{_line(['---', *['---:'] * (len(listed) - 1)])}"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
