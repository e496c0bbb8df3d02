"""What the owner commands say when they are done."""

from pathlib import Path

import click

from puhui.app.cli.voice import language, print_json, say
from puhui.features import SOURCE_TITLES, person_catalogue
from puhui.identify.owner.files import Told
from puhui.identify.owner.training import Made
from puhui.kernel import Text


def tell_columns() -> None:
    """Every feature, with the source it is reckoned from."""
    for feature in person_catalogue():
        source = SOURCE_TITLES[feature.source].in_(language())
        click.echo(f"{feature.name}\t{feature.unit.value}\t{source}\t{feature.title.in_(language())}")


def tell_answers(told: Told, out: Path, *, as_json: bool) -> None:
    """How many, at which level, with which share of owners taken for granted."""
    level = told.level
    if as_json:
        print_json(
            {
                "out": str(out),
                "persons": told.persons,
                "said_to_run": told.said_to_run,
                "expected_owners": round(told.expected_owners, 1),
                "registered": told.registered,
                "found_beyond_registration": told.beyond_registration,
                "prior": round(level.prior, 4),
                "prior_is_estimated": level.is_estimated,
                "threshold": round(level.threshold, 4),
                "seconds": round(told.seconds, 2),
                "model": told.model,
            }
        )
        return
    how = Text("由得分估计", "estimated from the scores") if level.is_estimated else Text("给定", "given")
    say(
        Text(
            f"{told.persons:,} 人，用时 {told.seconds:.1f} 秒，模型 {told.model}。"
            f"经营者占比{how.zh}为 {level.prior:.1%}；概率达到 {level.threshold:.3f} 的"
            f" {told.said_to_run:,} 人判为在经营，其中 {told.beyond_registration:,} 人不在登记里"
            f"（登记有名的 {told.registered:,} 人）。结果在 {out}",
            f"{told.persons:,} persons in {told.seconds:.1f} s by {told.model}. The share of owners,"
            f" {how.en}, is {level.prior:.1%}; {told.said_to_run:,} reach {level.threshold:.3f} and are said"
            f" to run a business, {told.beyond_registration:,} of them in no register (which names"
            f" {told.registered:,}). Written to {out}",
        )
    )


def tell_learnt(made: Made, out: Path, *, as_json: bool) -> None:
    """How the model does on what it did not learn from."""
    if as_json:
        print_json({"out": str(out), "version": made.version, "checked": [one.shown() for one in made.found]})
        return
    for one in made.found:
        say(
            Text(
                f"{one.name}：AUC {one.auc:.3f}；登记能找到 {one.registered_right:,} 名经营者，"
                f"九成把握时模型找到 {one.right_at_precision:,} 名（{one.more_than_registration:.2f} 倍）。",
                f"{one.name}: AUC {one.auc:.3f}; registers find {one.registered_right:,} owners, the model at"
                f" the precision {one.right_at_precision:,} ({one.more_than_registration:.2f} times).",
            )
        )
    say(
        Text(
            f"模型 {made.version} 写入 {out}，说明见 card.md。",
            f"Model {made.version} written to {out}; see its card.md.",
        )
    )
