"""`puhui model check`: which columns of a table know too much, before anything is trained."""

from pathlib import Path

import click
import polars as pl

from puhui.app.cli.voice import language, print_json, say, stop, tell_problems
from puhui.kernel import Problem, Text
from puhui.learn import BoostedSpec, Suspicion, check_columns, load_model_spec, read_table

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("spec", type=_PATH)
@click.option(
    "--data", required=True, type=_PATH, help="有标签的表 Table with outcomes (CSV, Parquet, JSONL; .gz)."
)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print as JSON.")
def check(spec: Path, data: Path, as_json: bool) -> None:
    """哪些列像是事后才写的、带着答案。Which columns seem written later, or carry the answer.

    \b
    例 Example: puhui model check benchmarks/specs/sba.yaml --data loans.csv.gz
    """
    wanted, table = load_model_spec(spec), read_table(data)
    if isinstance(wanted, Problem):
        stop(wanted)
    if not isinstance(wanted, BoostedSpec):
        stop(_ONLY_BOOSTED.at(str(spec)))
    if not isinstance(table, pl.DataFrame):
        stop(table)
    found = check_columns(table, wanted)
    if isinstance(found, list):
        tell_problems(found[1:])
        stop(found[0].at(str(data)))
    if as_json:
        print_json([_plain(one) for one in found])
        return
    for one in found:
        state = Text("在用", "in use") if one.used else Text("已不用", "left out")
        click.echo(f"[{state.in_(language())}] {one.problem.what.in_(language())}")
    if not found:
        say(Text("没有可疑的列。", "No column is suspected."))


def _plain(one: Suspicion) -> dict[str, object]:
    return {
        "column": one.column,
        "sign": str(one.sign),
        "strength": round(one.strength, 4),
        "about": one.about,
        "used": one.used,
        "zh": one.problem.what.zh,
        "en": one.problem.what.en,
    }


_ONLY_BOOSTED = Problem(
    "spec.kind",
    Text("评分卡的说明在训练时自行检查。", "A scorecard's columns are checked when it is trained."),
    Text("请用 puhui model train，警示写在卡里。", "Use `puhui model train`; warnings stand in its card."),
)
