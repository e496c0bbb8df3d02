"""`puhui decision backtest`: two policies over history with outcomes, as one report to sign."""

from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, TypeVar

import click

from puhui.app.cli.decision_house import FILE, FOLDER, house, json_option, rows_of, test_option
from puhui.app.cli.voice import print_json, say, stop, tell_problems
from puhui.decision import Decider, DecisionOwner, decider_now, platform_decider, read_decider
from puhui.decision.backtest import (
    Backtest,
    History,
    Means,
    Outcomes,
    backtest,
    kept_history,
    read_history,
    read_outcomes,
    report_page,
)
from puhui.decision.backtest.report.figures import percent
from puhui.decision.what_if.folders import rater_in
from puhui.kernel import Problem, SystemClock, Text, business_date, day_begins, day_is_over

_DAY: Final = click.DateTime(["%Y-%m-%d"])
_TOLD: Final = 10
T = TypeVar("T")


@click.command("backtest")
@click.option("--data", type=FILE, help="当时的企业表 CSV（不写则用留存的决定）Firms as they stood, as CSV.")
@click.option("--outcomes", type=FILE, help="结果 CSV：id, is_bad, … Outcomes as CSV.")
@click.option("--policy", type=FOLDER, required=True, help="拟议的策略表文件夹 The proposed tables' folder.")
@click.option(
    "--against", type=FOLDER, help="对照的策略表文件夹，默认现行 Tables to compare against.  [in force]"
)
@click.option("--model", type=FOLDER, help="拟议的模型文件夹 The proposed model's folder.")
@click.option("--against-model", type=FOLDER, help="对照的模型文件夹 The other model's folder.")
@click.option("--since", type=_DAY, help="留存决定从哪天起 Kept decisions from this day.")
@click.option("--until", type=_DAY, help="留存决定到哪天止 Kept decisions to this day.")
@click.option(
    "--purpose", default="比较拟议政策与现行政策。Compare the proposed policy with the current one."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="报告写到哪里（HTML，一个文件）Where the report goes.",
)
@test_option
@json_option
def backtest_command(
    *,
    data: Path | None,
    outcomes: Path | None,
    policy: Path,
    against: Path | None,
    model: Path | None,
    against_model: Path | None,
    since: datetime | None,
    until: datetime | None,
    purpose: str,
    out: Path,
    is_test: bool,
    as_json: bool,
) -> None:
    """用有结果的历史比较两套政策，写一份可以签字的报告。Two policies over history with outcomes, as a report.

    \b
    例 Examples:
      puhui decision backtest --policy proposed/ --outcomes ends.csv --out report.html
      puhui decision backtest --data firms.csv --outcomes ends.csv --policy new/ --against old/ --out r.html
    """
    today = business_date(SystemClock())
    ends = _read(read_outcomes(outcomes)) if outcomes else Outcomes({})
    with ExitStack() as closing:
        decider, history = platform_decider(), None
        if data is None:
            work, decider = closing.enter_context(house(is_test))
            decider = decider_now(work, decider)
            begins = day_begins(since.date() if since else date(2000, 1, 1))
            history = kept_history(work, begins, day_is_over(until.date() if until else today))
        else:
            history = _read(read_history(data, today))
        before = _means(against, against_model, decider, today)
        after = _means(policy, model or against_model, decider, today)
        found = backtest(
            history,
            ends,
            before=before,
            after=after,
            labels=(str(against or "in force"), str(policy)),
            purpose=purpose,
            made_at=datetime.now(UTC),
            outcomes_source=outcomes.name if outcomes else "",
        )
    _finish(_read(found), history, out, as_json)


def _finish(found: Backtest, history: History, out: Path, as_json: bool) -> None:
    out.write_text(report_page(found), encoding="utf-8")
    if as_json:
        print_json({"report": str(out), "findings": asdict(found.findings)})
        return
    it = found.findings
    known = Text(
        f"{it.n} 份申请，{it.known} 份知道结果；报告在 {out}",
        f"{it.n} applications, {it.known} with known ends; the report is {out}",
    )
    say(known)
    rows_of(
        ("", "before", "after"),
        ("approval", percent(it.before.approval.value), percent(it.after.approval.value)),
        ("known bad rate", percent(it.before.lent.bad_rate.value), percent(it.after.lent.bad_rate.value)),
    )
    if history.unused:
        unused = ", ".join(history.unused[:_TOLD])
        say(Text(f"没有用到的列：{unused}", f"Columns not used: {unused}"))
    tell_problems(found.data.left_out, at_most=_TOLD)


def _means(folder: Path | None, model: Path | None, decider: Decider, today: date) -> Means:
    policy = decider.policy
    if folder is not None:
        read = _read(read_decider(DecisionOwner.PLATFORM_ADVISORY, folder, None))
        policy = read.policy
    if model is None:
        return Means(policy, decider.scorecard)
    rater = rater_in(model, today)
    if isinstance(rater, Problem):
        stop(rater)
    return Means(policy, rater)


def _read(result: T | Problem) -> T:
    if isinstance(result, Problem):
        stop(result)
    return result
