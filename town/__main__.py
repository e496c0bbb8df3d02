"""`python -m town`: write a made-up street into a folder."""

from pathlib import Path

import click

from town.write import write_street, yesterday


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="目标文件夹 Folder"
)
@click.option("--seed", default=1, show_default=True, help="种子 Seed; the same seed writes the same street")
@click.option(
    "--firms", default=36, show_default=True, type=click.IntRange(1, 5000), help="多少家 How many firms"
)
@click.option(
    "--until",
    default=None,
    type=click.DateTime(["%Y-%m-%d"]),
    help="最后一张发票的日期 Day of the last invoice; yesterday unless given",
)
def town(out: Path, seed: int, firms: int, until: object) -> None:
    """造一条虚构的街：店铺、店主、两年发票。Make up a street: shops, owners, two years of invoices.

    \b
    例 Examples:
      python -m town --out var/street --seed 1 --firms 36
      puhui decide invoices var/street/invoices --out decisions.csv
    """
    last = until.date() if until is not None and hasattr(until, "date") else yesterday()
    residents = write_street(out, seed=seed, firms=firms, until=last)
    click.echo(f"{len(residents)} 家虚构店铺已写入 made-up firms written to {out}")


if __name__ == "__main__":
    town()
