"""`puhui policy facts`: everything that a table may ask: evidence, models, relations, the rulebook."""

from datetime import date, datetime
from typing import Any, Final

import click
from rich.table import Table

from puhui.app.cli.voice import language, print_json, stderr
from puhui.decision.publishing import ORDER, Field, readable
from puhui.decision.ruling import named_rules
from puhui.kernel import SystemClock, business_date

_KINDS: Final = {"number": "数 number", "text": "文字 text", "boolean": "是否 yes/no"}


@click.command("facts")
@click.argument("name", type=click.Choice(ORDER))
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="规则库取哪一天的值 Rules as of a day  [今天 today]"
)
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def facts_command(name: str, on: datetime | None, as_json: bool) -> None:
    """一张表能读到的全部字段，含规则库的数值。Everything that a table may read, rules with their values.

    \b
    例 Example:
      puhui policy facts eligibility --on 2024-12-31
    """
    day = on.date() if on else business_date(SystemClock())
    lines = [_line(field) | _ruled(field.name, day) for field in readable(name).values()]
    if as_json:
        print_json(lines)
        return
    shown = Table(box=None)
    for heading in ("字段 fact", "意思 meaning", "类型 kind", "值 values"):
        shown.add_column(heading, no_wrap=heading.endswith(("fact", "kind")), overflow="fold")
    for line in lines:
        said = line.get("value") or ", ".join(line["values"] or ())
        source = f"  {line['source']}" if line.get("source") else ""
        shown.add_row(line["name"], line["label"][language().value], _KINDS[line["kind"]], f"{said}{source}")
    stderr.print(shown)


def _line(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": {"zh": field.label.zh, "en": field.label.en},
        "kind": field.type,
        "values": list(field.values) if field.values else None,
    }


def _ruled(name: str, day: date) -> dict[str, Any]:
    rule = named_rules().get(name)
    record = rule.on(day) if rule else None
    if rule is None:
        return {}
    if record is None:
        return {"value": None, "source": None}
    return {"value": f"{record.value.normalize():f}", "source": f"{record.source} {record.effective}"}
