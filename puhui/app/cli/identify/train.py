"""`puhui identify train`: a better reader of names and scopes, learned from the house's own files."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from puhui.app.cli.voice import language, print_json, say, stderr, stop
from puhui.ground import Settings, Unavailable
from puhui.identify.industry import models_folder
from puhui.identify.industry.text import Gathered, TextModel, gather, save_text_model, train_text_model
from puhui.kernel import Problem, SystemClock, Text, business_date

_PATH: Final = click.Path(path_type=Path)


@click.command()
@click.argument("folder", type=_PATH)
@click.option("--out", type=_PATH, help="模型放在哪里 Where the model goes.  [PUHUI_HOME/models/industry]")
@click.option(
    "--unlabelled", type=_PATH, help="没有标签的企业表 Firms without a label: name, business_scope."
)
@click.option("--codes", type=_PATH, help="行业代码表 Code table: code, level, name, parent, note.")
@click.option("--json", "as_json", is_flag=True, help="摘要以 JSON 写到标准输出 Summary as JSON.")
def train(folder: Path, out: Path | None, unlabelled: Path | None, codes: Path | None, as_json: bool) -> None:
    """用自己的标签训练行业识别，只在本机。Learn trades from your own labelled rows, on this machine only.

    FOLDER 里的 CSV 按列名认：name 或 business_scope 加 gb_division（或 division、class、code）是有标签的；
    只有 name 和 business_scope 的是没有标签的；有 code、level、name 的是代码表。旁边的 registrations/ 和
    gbt4754/ 也会看。Files are told by their columns; registrations/ and gbt4754/ beside FOLDER are read too.

    \b
    例 Examples:
      puhui identify train labels/
      puhui identify train labels/ --unlabelled firms.csv.gz --codes gbt4754.csv --out models/mine
    """
    found = gather(folder, unlabelled, codes)
    if isinstance(found, Problem):
        stop(found)
    for each in found.told:
        say(each)
    model = replace_about(_trained(found), trained_on=str(business_date(SystemClock())))
    place = out or models_folder(_settings())
    try:
        save_text_model(place, model, found.codes_file)
    except OSError as error:
        stop(_unwritten(place, error))
    _tell(model, place, as_json)


def replace_about(model: TextModel, **said: object) -> TextModel:
    """The same model with more said about it."""
    return replace(model, about={**model.about, **said})


def _trained(found: Gathered) -> TextModel:
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        console=stderr,
        transient=True,
        disable=not stderr.is_terminal,
    ) as progress:
        bar = progress.add_task(Text("读文字", "Reading texts").in_(language()), total=1.0)

        def on_progress(doing: Text, share: float) -> None:
            progress.update(bar, completed=share, description=doing.in_(language()))

        return train_text_model(found.labelled, found.unlabelled, found.codes, on_progress)


def _settings() -> Settings:
    try:
        return Settings.from_env()
    except Unavailable as unavailable:
        stop(unavailable.problem)


def _tell(model: TextModel, place: Path, as_json: bool) -> None:
    if as_json:
        print_json({"out": str(place), **model.about})
        return
    kept_out: Any = model.about["kept_out"]
    for called, (zh, en) in _CALLED.items():
        if called in kept_out:
            first, third = kept_out[called]
            say(
                Text(
                    f"{zh}：没有见过的企业，第一个就对 {first:.1%}，前三个里有 {third:.1%}",
                    f"{en}: firms not learned from, first guess right {first:.1%}, one of three {third:.1%}",
                )
            )
    say(Text(f"模型 {model.about['version']} 在 {place}", f"Model {model.about['version']} is in {place}"))


_CALLED: Final = {"name": ("只看名称", "name only"), "name_and_scope": ("名称和经营范围", "name and scope")}


def _unwritten(place: Path, error: OSError) -> Problem:
    return Problem(
        "industry.training.unwritten",
        Text(f"模型写不到这里：{error.strerror}", f"The model cannot be written here: {error.strerror}"),
        Text("换一个空文件夹，或用 --out 指定。", "Choose an empty folder with --out."),
        str(place),
    )
