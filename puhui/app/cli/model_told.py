"""What the commands about the register share: options, how a product is written, how a result is told."""

from collections.abc import Sequence
from typing import Any, Final, TypeVar

import click
from pydantic import BaseModel

from puhui.app.cli.voice import print_json, say, stop
from puhui.decision.models import HOUSE
from puhui.decision.models.bodies import ModelLine, UseBody
from puhui.kernel import Problem, Text

_T = TypeVar("_T")
_WHOLE: Final = "house"
JUDGEMENT: Final = "judgement"
"""How the scorecard that ships is written where a model is named."""
DAY: Final = click.DateTime(formats=["%Y-%m-%d"])
JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
NOTE = click.option("--note", default="", help="说明 A word to the other person.")
PRODUCT = click.option(
    "--product",
    default=_WHOLE,
    show_default=True,
    help="产品代码，house 是所有产品 A product's code, or `house`.",
)


def product_of(named: str) -> str:
    """The product as the register writes it."""
    return HOUSE if named == _WHOLE else named


def told(shown: ModelLine | UseBody, as_json: bool, what: Text) -> None:
    """What became of a model or a proposal: a sentence, and JSON where it was asked for."""
    if as_json:
        print_json(plain([shown])[0])
    name = shown.name if isinstance(shown, ModelLine) else (shown.model_name or JUDGEMENT)
    product = shown.product or _WHOLE
    say(Text(f"{what.zh}：{name}（{product}）。", f"{what.en}: {name} ({product})."))


def plain(shown: Sequence[BaseModel]) -> list[dict[str, Any]]:
    """Bodies as JSON."""
    return [it.model_dump(mode="json") for it in shown]


def or_stop(value: _T | Problem) -> _T:
    """The value, or the end with what is wrong."""
    if isinstance(value, Problem):
        stop(value)
    return value
