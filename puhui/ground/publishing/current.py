"""What is in force now, for the path that decides thousands of times: one tiny read, the rest remembered.

Publications are only ever added, and their numbers become visible in order; so whoever knows the newest one
and the day knows everything that is in force, in every process of the house.
"""

from collections.abc import Callable, Hashable
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final, TypeVar
from uuid import UUID

from puhui.ground.publishing import store
from puhui.ground.publishing.drafts import house_of
from puhui.ground.publishing.model import Publication
from puhui.ground.work import Work

_KEPT: Final = 64
T = TypeVar("T")


def effective(work: Work, kind: str, day: date | None = None) -> tuple[Publication, ...]:
    """What is in force of a kind on a day (today), one for each name: the latest to begin, and of those that
    begin on one day the one that was published last."""
    return store.effective(work.connection, house_of(work), kind, day or work.today())


def asking_newest(work: Work) -> Callable[[], UUID | None]:
    """Ask for the house's newest publication of any kind, together with other things; called, it is there, or
    None where nothing was ever published. It may be called again: several things follow from it."""
    asked = store.asking_newest(work.connection, house_of(work))
    return cache(lambda: next((found for (found,) in asked.rows()), None))


def remembered(
    work: Work,
    kind: str,
    base: Hashable,
    build: Callable[[tuple[Publication, ...]], T],
    asked: Callable[[], UUID | None] | None = None,
) -> T | None:
    """What `build` makes of the publications in force today, made once for each newest publication, day and
    `base`; None where nothing was ever published. `asked`: the newest, where it was asked for already."""
    found = (asked or asking_newest(work))()
    if found is None:
        return None
    box = _boxes(found, work.today(), kind, base)
    if not box:
        box.append(build(effective(work, kind)))
    return box[0]  # type: ignore[no-any-return]


@lru_cache(maxsize=_KEPT)
def _boxes(_newest: UUID, _day: Hashable, _kind: str, _base: Hashable) -> list[Any]:
    """A place to keep one thing."""
    return []
