"""The demonstration's street and town: made on the first start, found again on every other."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from town.folder import TownFolder
from town.lives import live
from town.residents import Resident
from town.residents_of_town import residents as residents_of
from town.saying import Voice
from town.settings import PLAIN, read_settings
from town.write import read_residents, write_street, yesterday
from town.written import write_town

SEED: Final = 1
_TOWNSPEOPLE: Final = 5_000


def street(folder: Path, firms: int, say: Voice) -> tuple[Resident, ...]:
    """Everybody on the street, with the files of their shops in its folder."""
    if (folder / "residents.json").exists():
        say("街已经造好", "The street is there already")
        return read_residents(folder)
    say(
        f"造一条街：{firms} 家虚构店铺，两年发票",
        f"Making a street: {firms} made-up firms, two years of invoices",
    )
    return write_street(folder, seed=SEED, firms=firms, until=yesterday())


def town(folder: Path, applicants: int, say: Voice) -> tuple[Resident, ...]:
    """Some who apply from a whole town; the town's tables lie beside, to look into."""
    if not applicants:
        return ()
    if (folder / "residents.json").exists():
        return read_residents(folder)
    say(
        f"造一座镇：{_TOWNSPEOPLE} 人，三年的发票、流水、借款",
        f"Making a town: {_TOWNSPEOPLE} people, three years of papers, flows and loans",
    )
    chosen = read_settings(PLAIN, until=_end_of_last_month())
    write_town(TownFolder(folder), live(chosen, SEED, _TOWNSPEOPLE), say)
    return residents_of(folder, applicants)


def _end_of_last_month() -> date:
    return yesterday().replace(day=1) - timedelta(days=1)
