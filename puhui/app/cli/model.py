"""`puhui model`: train a scorecard or a boosted model on anybody's table, score with it, read its card."""

from pathlib import Path
from typing import TypeVar

import click
from rich.progress import Progress

from puhui.app.cli.model_boosted import boosted_table
from puhui.app.cli.model_check import check
from puhui.app.cli.model_register import list_models, register, settle, withdraw
from puhui.app.cli.model_scores import scored_table
from puhui.app.cli.model_use import champion, recalibrate
from puhui.app.cli.voice import language, print_json, say, stderr, stop, tell_problems
from puhui.features import catalogue
from puhui.kernel import Problem, SystemClock, Text, business_date
from puhui.learn import (
    About,
    Boosted,
    BoostedSpec,
    Model,
    Trained,
    TrainedBoosted,
    card_markdown,
    card_to_json,
    load_any_model,
    load_model_spec,
    read_table,
    save_model,
    train_boosted,
    train_scorecard,
    write_table,
)

_T = TypeVar("_T")
_PATH = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def model() -> None:
    """训练、打分、看卡、登记、选现役。Train, score, read the card, register, name a champion.

    \b
    例 Examples:
      puhui model check spec.yaml --data firms.csv
      puhui model train spec.yaml --data firms.csv --out models/mine
      puhui model score models/mine --data new.parquet --out scores.csv
      puhui model card models/mine
      puhui model register models/mine --expires-on 2027-11-23
      puhui model champion mine --product house
      puhui model list
    """


for command in (check, register, list_models, settle, champion, recalibrate, withdraw):
    model.add_command(command)


@model.command()
@click.argument("spec", type=_PATH)
@click.option(
    "--data", required=True, type=_PATH, help="有标签的表 Table with outcomes (CSV, Parquet, JSONL; .gz)."
)
@click.option("--out", required=True, type=_PATH, help="模型文件夹 Folder for the model.")
@click.option("--seed", default=0, show_default=True, help="交叉验证的随机种子 Seed of cross-validation.")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出模型卡 Print the card as JSON.")
def train(spec: Path, data: Path, out: Path, seed: int, as_json: bool) -> None:
    """用你的数据和标签训练评分卡或提升树。Train a scorecard or a boosted model on your own data.

    \b
    例 Example: puhui model train benchmarks/specs/invoices.yaml --data firms.csv --out models/mine
    """
    wanted = load_model_spec(spec)
    if isinstance(wanted, Problem):
        stop(wanted)
    table = _or_stop(read_table(data))
    about = About(today=business_date(SystemClock()), source=data.name, titles=_titles())
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        bar = progress.add_task(Text("交叉验证", "Cross-validating").in_(language()), total=None)

        def moved(done: int, total: int) -> None:
            progress.update(bar, completed=done, total=total)

        trained: Trained | TrainedBoosted | list[Problem] = (
            train_boosted(table, wanted, about, seed, moved)
            if isinstance(wanted, BoostedSpec)
            else train_scorecard(table, wanted, about, seed, moved)
        )
    if isinstance(trained, list):
        tell_problems(trained[1:])
        stop(trained[0].at(str(data)))
    try:
        save_model(out, trained)
    except OSError as error:
        stop(_unwritable(out, error))
    _tell(trained, out, as_json)


@model.command()
@click.argument("folder", type=_PATH)
@click.option(
    "--data", required=True, type=_PATH, help="要打分的表 Table to score; the target need not be there."
)
@click.option("--out", required=True, type=_PATH, help="结果表 Table of scores (suffix decides the form).")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出摘要 Print a summary as JSON.")
def score(folder: Path, data: Path, out: Path, as_json: bool) -> None:
    """给每一行打分并写出原因；多余的列原样带过。Score every row with reasons; extra columns pass through.

    \b
    例 Example: puhui model score models/mine --data new.csv.gz --out scores.parquet
    """
    if out.resolve() == data.resolve():
        stop(_ONTO_ITSELF.at(str(out)))
    held = _held(folder)
    table = _or_stop(read_table(data))
    scores = (
        boosted_table(held, table, language())
        if isinstance(held, Boosted)
        else scored_table(held, table, language())
    )
    if isinstance(scores, list):
        tell_problems(scores[1:])
        stop(scores[0].at(str(data)))
    _or_stop(write_table(scores, out))
    if as_json:
        print_json({"rows": scores.height, "out": str(out), "model": held.card.version})
    say(Text(f"已给 {scores.height:,} 行打分，写入 {out}。", f"Scored {scores.height:,} rows into {out}."))


@model.command()
@click.argument("folder", type=_PATH)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print as JSON.")
def card(folder: Path, as_json: bool) -> None:
    """模型卡：用什么训练、多好、多稳、多公平、不能用来做什么。What it is, how good, how stable, how fair.

    \b
    例 Example: puhui model card models/mine --json
    """
    held = _held(folder)
    if as_json:
        print_json(card_to_json(held.card))
    else:
        click.echo(card_markdown(held.card), nl=False)


def _tell(trained: Trained | TrainedBoosted, out: Path, as_json: bool) -> None:
    found = trained.card.quality.auc
    spread = f" ± {found.sd:.3f}" if found.sd == found.sd else ""
    for warning in trained.card.warnings:
        say(warning)
    say(
        Text(
            f"模型写入 {out}；折外 AUC {found.mean:.3f}{spread}。看卡：puhui model card {out}",
            f"Model written to {out}; out-of-fold AUC {found.mean:.3f}{spread}."
            f" Read its card: puhui model card {out}",
        )
    )
    if as_json:
        print_json(card_to_json(trained.card))


def _titles() -> dict[str, Text]:
    return {feature.name: feature.title for feature in catalogue()}


def _held(folder: Path) -> Model | Boosted:
    held = load_any_model(folder)
    if isinstance(held, Problem):
        stop(held)
    return held


def _or_stop(value: _T | Problem) -> _T:
    if isinstance(value, Problem):
        stop(value)
    return value


def _unwritable(out: Path, error: OSError) -> Problem:
    why = error.strerror or type(error).__name__
    return Problem(
        "model.unwritable",
        Text(f"模型写不到这里（{why}）。", f"The model cannot be written here ({why})."),
        Text("请换一个有写权限的文件夹。", "Choose a folder that you may write to."),
        str(out),
    )


_ONTO_ITSELF = Problem(
    "out.is_input",
    Text("结果会盖掉正在读取的表。", "The result would replace the very table it is made from."),
    Text("请给 --out 另一个名字。", "Give --out another name."),
)
