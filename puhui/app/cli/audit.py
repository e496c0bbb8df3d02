"""`puhui audit verify`: is the audit trail whole?"""

import click

from puhui.app.cli.voice import NOT_WHOLE, UNAVAILABLE, language, print_json, say, stop
from puhui.ground import Settings, Unavailable, open_ground
from puhui.ground.audit import BREAKS, AuditReport, Broken, verify_trail
from puhui.kernel import Problem, Text


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def audit() -> None:
    """审计记录是否完整 Is the audit trail whole.

    \b
    例 Example:
      puhui audit verify
    """


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def verify(as_json: bool) -> None:
    """审计链是否完整；不完整时指出第一处。Is the trail whole, and if not, where does it first break?

    \b
    退出码 Exit code: 0 完整 whole, 4 不完整 broken, 3 打不开 cannot be opened.

    \b
    例 Examples:
      puhui audit verify
      puhui audit verify --json
    """
    try:
        with open_ground(Settings.from_env()) as ground:
            report = verify_trail(ground.engine, ground.vault.keys.audit, ground.settings.audit_head)
    except Unavailable as unavailable:
        stop(unavailable.problem, UNAVAILABLE)
    if as_json:
        print_json(_plain(report))
    if report.broken is not None:
        stop(_problem(report), NOT_WHOLE)
    if not as_json:
        say(
            Text(
                f"审计链完整：已封存 {report.sealed:,} 条，{report.unsealed:,} 条等待封存。",
                f"The audit trail is whole: {report.sealed:,} entries sealed, {report.unsealed:,} waiting.",
            )
        )


def _plain(report: AuditReport) -> dict[str, object]:
    broken = report.broken
    return {
        "whole": report.whole,
        "sealed": report.sealed,
        "unsealed": report.unsealed,
        "first_broken": None
        if broken is None
        else {
            "kind": broken.kind.value,
            "position": broken.position,
            "entry_id": None if broken.entry_id is None else str(broken.entry_id),
            "what": BREAKS[broken.kind].in_(language()),
        },
    }


def _problem(report: AuditReport) -> Problem:
    broken = report.broken
    assert broken is not None  # noqa: S101 - the caller has just asked
    what = BREAKS[broken.kind]
    return Problem(
        f"audit.{broken.kind}",
        Text(f"{what.zh}。", f"{what.en}."),
        Text(
            "请保留现场，不要继续写入，并与备份比对。",
            "Keep everything as it is, stop writing, and compare with your backup.",
        ),
        _place(broken),
    )


def _place(broken: Broken) -> Text | None:
    zh, en = [], []
    if broken.position is not None:
        zh.append(f"第{broken.position:,}环")
        en.append(f"link {broken.position:,}")
    if broken.entry_id is not None:
        zh.append(f"记录 {broken.entry_id}")
        en.append(f"entry {broken.entry_id}")
    return Text(" ".join(zh), ", ".join(en)) if zh else None
