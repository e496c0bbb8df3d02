"""`puhui identify owner`: of every person, whether they run a business, in which way, and why."""

import tempfile
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from puhui.app.cli.identify.owner_telling import tell_answers, tell_columns, tell_learnt
from puhui.app.cli.identify.people_progress import PeopleProgress
from puhui.app.cli.voice import language, set_language, stop
from puhui.ground import Settings, Unavailable
from puhui.identify.owner import OwnerModel, load_owner_model, shipped_model
from puhui.identify.owner.files import answer_people, gathered
from puhui.kernel import Problem, SystemClock, Text, business_date

_T = TypeVar("_T")
_PATH: Final = click.Path(path_type=Path)
_SHARE: Final = click.FloatRange(0, 1, min_open=True, max_open=True)
_MARK: Final = b"\xef\xbb\xbf"


@click.command()
@click.option(
    "--in",
    "source",
    type=_PATH,
    help="含 person_… 表的文件夹，或一张特征表 Folder of tables, or one of features",
)
@click.option("--out", type=_PATH, help="结果表；训练时是模型文件夹 Result; when training the model's folder")
@click.option(
    "--train",
    "places",
    type=_PATH,
    multiple=True,
    help="用这些有标签的文件夹或表训练 Learn from these; repeat",
)
@click.option(
    "--model",
    type=_PATH,
    help="用这个模型文件夹 A model's folder.  [PUHUI_HOME/models/owner, else 随附 shipped]",
)
@click.option(
    "--prior",
    type=_SHARE,
    help="当地经营者占比 Share of owners there.  [由得分估计 estimated from the scores]",
)
@click.option(
    "--precision",
    type=_SHARE,
    help="判为经营者的人里应有多少判对 How often those named should be right.  [0.9]",
)
@click.option(
    "--reasons/--no-reasons", default=True, show_default=True, help="写出原因和要问的话 Reasons and questions"
)
@click.option("--columns", is_flag=True, help="列出认识的特征列 List the features that are known.")
@click.option("--seed", default=0, show_default=True, help="训练的种子 Seed of training.")
@click.option("--home", type=_PATH, help="数据文件夹 Data folder.  [PUHUI_HOME]")
@click.option("--excel", is_flag=True, help="CSV 供 Excel 直接打开 A CSV that Excel opens as it should.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="原因用哪种语言 Language of the reasons.")
@click.option("--json", "as_json", is_flag=True, help="摘要以 JSON 写到标准输出 Summary as JSON.")
def owner(lang: str | None, **asked: Any) -> None:  # noqa: ANN401 - click hands over what the options say
    """谁在经营生意、哪一种、凭什么，接着该问什么。Who runs a business, of which kind, why, what to ask.

    只用 person_sources 写明可以看的数据；没看的一律当作不知道。推断不改变贷款用途，也不认定普惠。
    Only sources that person_sources marks as seen are used. The inference sets no purpose and no 普惠 status.

    加上的列 Columns added: probability, runs_business, kind, kind_probability, registered,
    found_beyond_registration, sources_seen, reason_1, reason_2, reason_3, question.

    \b
    例 Examples:
      puhui identify owner --in town/ --out owners.csv
      puhui identify owner --in features.parquet --out owners.parquet --prior 0.12
      puhui identify owner --train mytown/ --train labelled.csv --out models/owner

    \b
    退出码 Exit: 0 完成 done · 2 输入不对 wrong input
    """
    if lang:
        set_language(lang)
    if asked["columns"]:
        tell_columns()
    elif asked["places"]:
        _train(asked)
    else:
        _answer(asked)


def opened_model(home: Path | None, folder: Path | None) -> OwnerModel:
    """The model that was asked for, else the house's own, else the one that ships."""
    own = (home or _home()) / "models" / "owner"
    chosen = folder or (own if own.exists() else None)
    return shipped_model() if chosen is None else or_stop(load_owner_model(chosen))


def or_stop(value: _T | Problem) -> _T:
    """The value, or the end of the command with what is wrong."""
    if isinstance(value, Problem):
        stop(value)
    return value


def _answer(asked: dict[str, Any]) -> None:
    if asked["source"] is None or asked["out"] is None:
        stop(_NOTHING_ASKED)
    model = opened_model(asked["home"], asked["model"])
    with tempfile.TemporaryDirectory(prefix="puhui-owner-") as scratch, PeopleProgress() as progress:
        people = or_stop(gathered(asked["source"], Path(scratch)))
        told = answer_people(
            model,
            people,
            asked["out"],
            prior=asked["prior"],
            precision=asked["precision"],
            on_progress=progress.step,
            language=language(),
            reasons=asked["reasons"],
            mark=_MARK if asked["excel"] else b"",
        )
    tell_answers(or_stop(told), asked["out"], as_json=asked["as_json"])


def _train(asked: dict[str, Any]) -> None:
    from puhui.identify.owner.training import make_owner_model  # noqa: PLC0415 - needs LightGBM

    out = asked["out"] or (asked["home"] or _home()) / "models" / "owner"
    with PeopleProgress() as progress:
        made = make_owner_model(
            asked["places"],
            out,
            today=business_date(SystemClock()),
            seed=asked["seed"],
            on_step=progress.step,
        )
    tell_learnt(or_stop(made), out, as_json=asked["as_json"])


def _home() -> Path:
    try:
        return Settings.from_env().home
    except Unavailable as unavailable:
        stop(unavailable.problem)


_NOTHING_ASKED: Final = Problem(
    "owner.nothing_asked",
    Text("没有说明读什么、写到哪里。", "It was not said what to read and where to write."),
    Text("请给出 --in 和 --out，或用 --train 训练。", "Give --in and --out, or --train to learn."),
)
