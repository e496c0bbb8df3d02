"""`puhui graph`: who stands around the owner and around the enterprise, from files of your own."""

from typing import ClassVar

import click

from puhui.app.cli.lazily import Lazily


class _Graph(Lazily):
    places: ClassVar[dict[str, tuple[str, str]]] = {}


@click.group(cls=_Graph, context_settings={"help_option_names": ["-h", "--help"]})
def graph() -> None:
    """关系图：企业与经营者周围的人和事。Who stands around the owner and around the enterprise."""
