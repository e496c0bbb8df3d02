"""`python -m town.make`: a whole made-up town into a folder of tables."""

import sys
import time
from datetime import datetime
from pathlib import Path

import click

from town.folder import FORMATS, TownFolder
from town.lives import live
from town.saying import Voice
from town.settings import PLAIN, SettingsRefused, read_settings, turned
from town.written import write_town

_FEWEST = 200


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="目标文件夹 Folder"
)
@click.option(
    "--people", default=50_000, show_default=True, type=click.IntRange(_FEWEST, 500_000), help="多少人 People"
)
@click.option("--seed", default=7, show_default=True, help="种子 Seed; the same seed writes the same bytes")
@click.option(
    "--settings", default=PLAIN, type=click.Path(path_type=Path), help="设置 Settings  [plain.yaml]"
)
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), help="最后一天 Last day, the end of a month  [settings]"
)
@click.option(
    "--prevalence",
    type=click.FloatRange(0.01, 0.35),
    help="经营者占成年人的比例 Share of adults who run a business  [settings]",
)
@click.option(
    "--noise",
    type=click.FloatRange(0, 3),
    help="误导信息的倍数 How much misleads about owners and rings, times the settings'  [1]",
)
@click.option(
    "--rings", type=click.FloatRange(0, 3), help="团伙的倍数 How many rings, times the settings'  [1]"
)
@click.option("--format", "as_format", default=FORMATS[0], show_default=True, type=click.Choice(FORMATS))
def make(
    *,
    out: Path,
    people: int,
    seed: int,
    settings: Path,
    until: datetime | None,
    prevalence: float | None,
    noise: float | None,
    rings: float | None,
    as_format: str,
) -> None:
    """造一座虚构的镇：人、店、发票、流水、申请、借款。Make up a whole town.

    \b
    例 Examples:
      python -m town.make --out var/town
      python -m town.make --people 2000 --seed 3 --settings town/settings/hard.yaml --out var/hard
    """
    say, cpu = Voice(), time.process_time()
    try:
        chosen = read_settings(settings, **({"until": until.date()} if until else {}))
        chosen = turned(chosen, prevalence, noise, rings)
    except SettingsRefused as refused:
        click.echo(f"设置文件 settings file {settings}: {refused}", err=True)
        sys.exit(2)
    say(f"{people} 人在过日子", f"{people} people live their {chosen.months} months")
    lives = live(chosen, seed, people)
    write_town(TownFolder(out, as_format), lives, say)
    used = time.process_time() - cpu
    say(
        f"完成：{len(lives.firms)} 家店铺，{len(lives.asked)} 份申请，在 {out}",
        f"done: {len(lives.firms)} businesses, {len(lives.asked)} applications, {used:.1f} CPU seconds",
    )


if __name__ == "__main__":
    make()
