"""`puhui evidence`: the same firm under other spellings, and what stands on a licence's photo."""

from typing import ClassVar

import click

from puhui.app.cli.lazily import Lazily


class _Evidence(Lazily):
    places: ClassVar = {
        "link": (
            "puhui.app.cli.evidence.link:link",
            "同一企业的不同写法 The same firm under other spellings",
        ),
        "licence": (
            "puhui.app.cli.evidence.licence:licence",
            "营业执照照片 → 字段 Fields from the photo of a licence",
        ),
    }


@click.group(cls=_Evidence, context_settings={"help_option_names": ["-h", "--help"]})
def evidence() -> None:
    """证据：认出同一家企业，读出营业执照。The same firm under other spellings; a licence's photo.

    \b
    例 Examples:
      puhui evidence link --in registers.csv --out linked.csv
      puhui evidence licence photo.jpg
    """
