"""A group whose commands are imported when they are called, so that none waits for what another needs."""

import importlib
from collections.abc import Mapping
from typing import ClassVar, Final

import click

_LINE: Final = 90


class Lazily(click.Group):
    """`places`: name → ("module:attribute", its one line in `--help`). Commands of its own come before."""

    places: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.commands, *self.places]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.places:
            return super().get_command(ctx, cmd_name)
        module, name = self.places[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令 Commands"):
            own = [(name, it.get_short_help_str(_LINE)) for name, it in self.commands.items()]
            formatter.write_dl([*own, *((name, line) for name, (_, line) in self.places.items())])
