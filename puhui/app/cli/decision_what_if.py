"""`puhui decision what-if` and `puhui decision flips`: what would be otherwise."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import click

from puhui.app.cli.decision_house import (
    FILE,
    FOLDER,
    found,
    house,
    json_option,
    read_table,
    rows_of,
    test_option,
)
from puhui.app.cli.voice import language, print_json, say, stop
from puhui.decision.scoring import Rater
from puhui.decision.what_if import Changes, flips, what_if
from puhui.decision.what_if.bodies import BesideBody, GlanceBody, WhatIfBody
from puhui.decision.what_if.folders import rater_in
from puhui.ground import Work
from puhui.kernel import Problem, Text, format_percent, format_yuan

_SHOWN: Final = 20
_DAY: Final = click.DateTime(["%Y-%m-%d"])
tables_option = click.option(
    "--table",
    "files",
    multiple=True,
    type=FILE,
    help="换一张表（price.json 就是 price）A table in place of ours.",
)
model_option = click.option(
    "--scorecard",
    "--model",
    "model",
    type=FOLDER,
    help="换一个模型文件夹 Another model's folder.",
)


@click.command("what-if")
@click.argument("decision_id", type=click.UUID)
@click.option(
    "--set", "sets", multiple=True, metavar="NAME=VALUE", help="改一个输入，可重复 Change an input."
)
@tables_option
@model_option
@test_option
@json_option
def what_if_command(
    *,
    decision_id: UUID,
    sets: tuple[str, ...],
    files: tuple[Path, ...],
    model: Path | None,
    is_test: bool,
    as_json: bool,
) -> None:
    """如果当时不一样：改一个输入、一张表或模型，重作一份留存的决定。One kept decision, otherwise.

    \b
    例 Examples:
      puhui decision what-if 01a20802-9201-744c-b635-73ee2ca564d4 --set months=24
      puhui decision what-if 01a20802-9201-744c-b635-73ee2ca564d4 --table price.json --json
    """
    with house(is_test) as (work, _):
        changes = Changes(_facts(sets), _tables(files), _model(work, model))
        body = WhatIfBody.of(found(what_if(work, decision_id, changes)))
    if as_json:
        print_json(body.model_dump(mode="json"))
        return
    _tell(body)


@click.command("flips")
@tables_option
@model_option
@click.option("--since", type=_DAY, help="从哪天起 From this day.")
@click.option("--until", type=_DAY, help="到哪天止 To this day.")
@click.option("--at-most", type=click.IntRange(1), help="最多多少份申请 Applications at most.")
@test_option
@json_option
def flips_command(
    *,
    files: tuple[Path, ...],
    model: Path | None,
    since: datetime | None,
    until: datetime | None,
    at_most: int | None,
    is_test: bool,
    as_json: bool,
) -> None:
    """谁会翻转：全部留存的决定换一张表（或模型）再作一遍。Who would flip by another table or model.

    \b
    例 Examples:
      puhui decision flips --table price.json
      puhui decision flips --table eligibility.json --since 2026-10-01 --until 2026-10-31 --json
    """
    with house(is_test) as (work, decider):
        days = {"since": since.date() if since else None, "until": until.date() if until else None}
        got = flips(
            work, decider.policy, _tables(files), scorecard=_model(work, model), at_most=at_most, **days
        )
        body = BesideBody.of(found(got))
    if as_json:
        print_json(body.model_dump(mode="json"))
        return
    tell_beside(body)


def tell_beside(body: BesideBody) -> None:
    """Counts, money, segments, and the first of those of whom anything changes."""
    zh = f"{body.tried} 份申请，{body.changed_n} 份会不同，额度合计变化 {format_yuan(body.limit_change_fen)}"
    change = format_yuan(body.limit_change_fen)
    en = f"{body.tried} applications, {body.changed_n} would differ, limits by {change} in all"
    say(Text(zh, en))
    rows_of(*((pair, str(n)) for pair, n in sorted(body.table.items())))
    if body.sides:
        head = ("分组 segment", "n", "通过 approved", "→", "翻转 flipped")
        lines = [
            (
                f"{it.segment} {it.value}",
                str(it.tried),
                str(it.approved_before),
                str(it.approved_after),
                str(it.flipped),
            )
            for it in body.sides
        ]
        rows_of(head, *lines)
    for it in body.changed[:_SHOWN]:
        say(Text(*(f"{it.application_id}  {_glance(it.before)} → {_glance(it.after)}",) * 2))
    if body.changed_n > _SHOWN:
        more = body.changed_n - _SHOWN
        say(Text(f"……另有 {more} 份，见 --json。", f"… and {more} more, see --json."))


def _tell(body: WhatIfBody) -> None:
    for it in body.asked:
        label = it.label.zh if language().value == "zh" else it.label.en
        say(Text(*(f"{label}（{it.name}）: {it.before} → {it.after}",) * 2))
    say(Text(*(f"{_glance(body.before)}  →  {_glance(body.after)}",) * 2))
    for step in (it for it in body.steps if not it.same):
        was, now = ", ".join(step.rows_before) or "–", ", ".join(step.rows_after) or "–"
        say(Text(*(f"{step.step}: {was} → {now}",) * 2))
    if not body.replays:
        say(
            Text(
                "注意：原决定今天重放的结果与记录不同。",
                "Note: the kept decision does not replay to its bytes.",
            )
        )


def _glance(it: GlanceBody) -> str:
    rate = "" if it.annual_rate is None else f" {format_percent(it.annual_rate)}"
    return f"{it.outcome} {it.band or '–'} {format_yuan(it.limit_fen)}{rate}"


def _facts(sets: tuple[str, ...]) -> dict[str, str]:
    if wrong := next((it for it in sets if "=" not in it), None):
        stop(_NO_EQUALS.at(wrong))
    return {name.strip(): value.strip() for name, _, value in (it.partition("=") for it in sets)}


def _tables(files: tuple[Path, ...]) -> Mapping[str, Mapping[str, Any]]:
    return {file.stem: read_table(file) for file in files}


def _model(work: Work, folder: Path | None) -> Rater | None:
    if folder is None:
        return None
    rater = rater_in(folder, work.today())
    if isinstance(rater, Problem):
        stop(rater)
    return rater


_NO_EQUALS: Final = Problem(
    "what_if.set",
    Text("要写成 名字=值。", "Write it as name=value."),
    Text("例如 --set months=24。", "Such as --set months=24."),
)
