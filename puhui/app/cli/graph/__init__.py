"""`puhui graph`: who stands around the owner and around the enterprise, from files of your own."""

from typing import ClassVar

import click

from puhui.app.cli.lazily import Lazily


class _Graph(Lazily):
    places: ClassVar[dict[str, tuple[str, str]]] = {
        "features": (
            "puhui.app.cli.graph.features:features",
            "任意关系表 → 每个节点的特征 Features of each node",
        ),
        "control": (
            "puhui.app.cli.graph.control:control",
            "受益所有人、实际控制人与路径 Owners, controller, proof",
        ),
        "snapshot": (
            "puhui.app.cli.graph.snapshot:snapshot",
            "把数据库中的关系写成快照 Relations of the database, to serve from",
        ),
        "rings": ("puhui.app.cli.graph.rings:rings", "互保、循环开票、借身份、设备农场、换人 Rings"),
    }


@click.group(cls=_Graph, context_settings={"help_option_names": ["-h", "--help"]})
def graph() -> None:
    """关系图：企业与经营者周围的人和事。Who stands around the owner and around the enterprise."""
