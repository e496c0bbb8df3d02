"""`puhui identify`: is this a micro business, in which trade, of what size?"""

from typing import ClassVar

import click

from puhui.app.cli.lazily import Lazily


class _Identify(Lazily):
    places: ClassVar = {
        "industry": (
            "puhui.app.cli.identify.industry:industry",
            "名称、经营范围 → 国民经济行业 Trade from name and scope",
        ),
        "train": ("puhui.app.cli.identify.train:train", "用自己的标签训练更好的本地模型 Better local models"),
        "owner": ("puhui.app.cli.identify.owner:owner", "谁在经营生意 Who runs a business"),
        "population": (
            "puhui.app.cli.identify.population:population",
            "登记之外还能找到多少 How many beyond registration",
        ),
        "size": ("puhui.app.cli.identify.size:size", "大中小微与依据 Size class and why"),
    }


@click.group(cls=_Identify, context_settings={"help_option_names": ["-h", "--help"]})
def identify() -> None:
    """识别：谁在经营、哪个行业、什么规模。Who runs a business, in which trade, of what size.

    \b
    例 Examples:
      puhui identify industry --in firms.csv --out trades.csv
      puhui identify owner --in town/ --out owners.csv
      puhui identify size --in firms.csv --out sizes.csv
    """
