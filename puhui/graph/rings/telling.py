"""The sentence of a finding, from `data/said.yaml`."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.graph.rings.model import RingKind
from puhui.kernel import Text

_FILE: Final = Path(__file__).parent / "data" / "said.yaml"


def told(kind: RingKind, **figures: float) -> Text:
    """What a finding of `kind` says, with its figures; `fen` is told as yuan and as 万元.

    >>> told(RingKind.ROLE_CHANGE, days=12).zh[:8]
    '申请前 12 天'
    """
    if "fen" in figures:
        fen = figures.pop("fen")
        figures |= {"yuan": fen / 100, "wan": fen / 1_000_000}
    row = _sentences()["findings"][kind]
    return Text(row["zh"].format(**figures), row["en"].format(**figures))


def told_short(kind: RingKind) -> Text:
    """That a search met its bound."""
    row = _sentences()["cut_short"][kind]
    return Text(row["zh"], row["en"])


@cache
def _sentences() -> Any:  # noqa: ANN401 - a table of texts
    return yaml.safe_load(_FILE.read_text("utf-8"))
