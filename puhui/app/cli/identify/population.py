"""`puhui identify population`: how many more owners are found than registers name, and where."""

import tempfile
from pathlib import Path
from typing import Any, Final

import click
import polars as pl
from rich.table import Table

from puhui.app.cli.identify.owner import opened_model, or_stop
from puhui.app.cli.identify.people_progress import PeopleProgress
from puhui.app.cli.voice import language, print_json, say, set_language, stderr, stop
from puhui.ground import Settings
from puhui.identify.industry import Cascade, open_cascade
from puhui.identify.owner.files import NONE, PopulationTold, beside_of, gathered, population_table
from puhui.kernel import Problem, Text
from puhui.learn import write_table

_PATH: Final = click.Path(path_type=Path)
_SHARE: Final = click.FloatRange(0, 1, min_open=True, max_open=True)
_SHOWN: Final = 12
_BY: Final = {
    "all": Text("全部", "all"),
    "place": Text("地方", "place"),
    "trade": Text("行业", "trade"),
    "kind": Text("方式", "kind"),
}


@click.command()
@click.option(
    "--in", "source", required=True, type=_PATH, help="文件夹或特征表 Folder of tables, or one of features"
)
@click.option("--out", type=_PATH, help="结果表 Result: .csv .csv.gz .parquet .jsonl")
@click.option(
    "--precision", type=_SHARE, default=0.9, show_default=True, help="应有多少判对 How often to be right"
)
@click.option("--prior", type=_SHARE, help="当地经营者占比 Share of owners there.  [由得分估计 estimated]")
@click.option(
    "--model", type=_PATH, help="模型文件夹 A model's folder.  [PUHUI_HOME/models/owner, else 随附 shipped]"
)
@click.option("--home", type=_PATH, help="数据文件夹 Data folder.  [PUHUI_HOME]")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="语言 Language.")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 写到标准输出 As JSON.")
def population(lang: str | None, **asked: Any) -> None:  # noqa: ANN401 - click hands over what the options say
    """登记之外还能找到多少经营者：按地方、行业、方式。How many more than registers name, and where.

    文件夹里有 truth/owners 时按真相计数；没有时 owners 各列是按概率的期望，并会说明。
    With truth/owners the columns of owners count; without they are expectations, and it is said so.

    列 Columns: by, group, persons, owners, registered, registered_owners, said, said_owners, beyond,
    precision, registration_precision, more_than_registration.

    \b
    例 Examples:
      puhui identify population --in town/ --precision 0.9
      puhui identify population --in people.parquet --out found.csv --lang en
    """
    if lang:
        set_language(lang)
    model = opened_model(asked["home"], asked["model"])
    with tempfile.TemporaryDirectory(prefix="puhui-owner-") as scratch, PeopleProgress() as progress:
        people = or_stop(gathered(asked["source"], Path(scratch)))
        told = population_table(
            model,
            people,
            beside_of(people.folder, people.columns),
            precision=asked["precision"],
            prior=asked["prior"],
            trades=_trades(),
            on_progress=progress.step,
        )
    if asked["out"] is not None:
        or_stop(write_table(told.table, asked["out"]))
    _tell(told, asked)


def _trades() -> Any:  # noqa: ANN401
    """What a shop's name says of its trade, by the cascade that `puhui identify industry` uses."""
    opened = open_cascade(Settings.from_env(), embed=False)
    if isinstance(opened, Problem):
        stop(opened)
    cascade: Cascade = opened

    def _divisions(shops: pl.Series) -> pl.Series:
        answered = cascade.answer_many(pl.DataFrame({"name": shops.fill_null("")}))
        codes = answered["division"].cast(pl.String)
        names = {
            code: f"{code} {cascade.classification.name(code).in_(language())}"
            for code in codes.unique()
            if code
        }
        return codes.replace_strict(names, default=None, return_dtype=pl.String)

    return _divisions


def _tell(told: PopulationTold, asked: dict[str, Any]) -> None:
    if asked["as_json"]:
        level = told.level
        print_json(
            {
                "precision": asked["precision"],
                "prior": round(level.prior, 4),
                "threshold": round(level.threshold, 4),
                "knows_truth": told.knows_truth,
                "model": told.model,
                "groups": told.table.to_dicts(),
            }
        )
        return
    say(_HEAD_TRUTH if told.knows_truth else _HEAD_EXPECTED)
    stderr.print(_shown(told.table))


def _shown(table: pl.DataFrame) -> Table:
    titles = (
        Text("人数", "persons"),
        Text("经营者", "owners"),
        Text("登记找到", "registers find"),
        Text("模型判为经营", "said"),
        Text("其中经营者", "owners among them"),
        Text("判对", "precision"),
        Text("比登记多", "more than registers"),
    )
    shown = Table()
    shown.add_column("", no_wrap=True, max_width=28)
    for title in titles:
        shown.add_column(title.in_(language()), justify="right")
    for by, title in _BY.items():
        rows = table.filter((pl.col("by") == by) & (pl.col("group") != NONE))
        if by != "all":
            shown.add_section()
            shown.add_row(f"[bold]{title.in_(language())}[/]")
        for row in rows.head(_SHOWN).iter_rows(named=True):
            shown.add_row(title.in_(language()) if by == "all" else f"  {_named(row['group'])}", *_cells(row))
    return shown


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    counts = (row[name] for name in ("persons", "owners", "registered_owners", "said", "said_owners"))
    shares = (row[name] for name in ("precision", "more_than_registration"))
    return (
        *(f"{count:,.0f}" for count in counts),
        *("–" if share is None else f"{share:.0%}" for share in shares),
    )


def _named(group: str) -> str:
    found = _GROUPS.get(group)
    return found.in_(language()) if found else group


_GROUPS: Final = {
    "unknown": Text("不知道", "unknown"),
    "others": Text("人数很少的各组合计", "groups of a few together"),
    "company": Text("公司", "company"),
    "individual": Text("个体工商户", "individual business"),
    "unregistered": Text("未登记兼业", "unregistered"),
    "family_helper": Text("家庭帮工", "family helper"),
}
_HEAD_TRUTH: Final = Text("有真相可对照：以下按真相计数。", "The truth is known here: owners are counted.")
_HEAD_EXPECTED: Final = Text(
    "没有真相可对照：经营者数是按校准概率的期望，不是计数。",
    "The truth is not known here: numbers of owners are expectations by calibrated probability, not counts.",
)
