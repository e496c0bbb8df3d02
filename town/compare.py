"""`python -m town.compare`: the town's margins beside those of the real sets, and where they are off."""

import sys
from pathlib import Path

import click

from town.calibration import Compared, compare
from town.calibration.telling import as_markdown, into_document

_PATH = click.Path(path_type=Path)
_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--town", "folder", default=Path("var/town"), show_default=True, type=_PATH, help="镇 Town")
@click.option("--data", default=_DATA, type=_PATH, help="真实数据 Real sets  [../shared/data]")
@click.option("--write", type=_PATH, help="写进文档 Put the table into this document")
def main(folder: Path, data: Path, write: Path | None) -> None:
    """虚构的镇和真实数据并排。A made-up town beside the real sets, margin by margin.

    \b
    例 Examples:
      python -m town.compare --town var/town
      python -m town.compare --town var/town --write docs/town.md
    """
    for path, what in ((folder / "people.parquet", "镇 town"), (data / "invoices", "数据 data")):
        if not path.exists():
            click.echo(f"没有这个{what}：{path} is not there", err=True)
            sys.exit(2)
    rows: tuple[Compared, ...] = tuple(compare(folder, data))
    click.echo(as_markdown(rows))
    if write is not None:
        into_document(write, rows)


if __name__ == "__main__":
    main()
