"""The model in force: what the register says rates a product today, asked anew by every decision.

One tiny read says whether anything was published or registered since; what that makes is kept. A champion
that expired or was withdrawn is not quietly replaced: it refers, until somebody names another.
"""

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from hashlib import md5
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from puhui.decision.models import store
from puhui.decision.models.model import HOUSE, Registered, UseKind
from puhui.decision.models.rating import Served
from puhui.decision.models.served import recalibrated, served_from, stopped
from puhui.ground import Work
from puhui.ground.publishing import house_of
from puhui.learn import Scorecard

Newest = Callable[[], UUID | None]
WITHDRAWN = "withdrawn"


def asking_newest(work: Work) -> Newest:
    """Ask for the mark of what a house decides by, together with other things: another one whenever a table
    was published or the register changed; None where neither ever happened."""
    asked = store.asking_marks(work.connection, house_of(work))
    return cache(lambda: next((_mark(published, registered) for published, registered in asked.rows()), None))


def model_now(
    work: Work, otherwise: Scorecard | Served, newest: Newest | None = None, product: str = HOUSE
) -> Scorecard | Served:
    """What rates a product today: its champion, else the house's, else `otherwise`."""
    mark = (newest or asking_newest(work))()
    if mark is None:
        return otherwise
    box = _boxes(mark, house_of(work), work.today(), product)
    if not box:
        box.append(_rater_on(work.connection, house_of(work), product, work.today()))
    return box[0] or otherwise


def champion_on(connection: Connection, product: str, day: date, house: str = "") -> Registered | None:
    """The champion of a product (or of the house) on a day; None where the judgement scorecard rates."""
    chosen = store.in_use(connection, house, UseKind.CHAMPION, product, day)
    if chosen is None or chosen.model_id is None:
        return None
    return store.get_model(connection, house, chosen.model_id)


def served_model(
    connection: Connection, registered: Registered, product: str, day: date, house: str
) -> Served:
    """A registered model as it rates a product on a day, recalibrated where the product is."""
    if registered.withdrawn_at is not None or not registered.is_approved:
        return served_from(stopped(registered.name, registered.version, WITHDRAWN))
    content = store.content_of(connection, registered.id)
    moved = store.in_use(connection, house, UseKind.RECALIBRATION, product, day)
    if moved is not None and moved.recalibration and moved.model_id == registered.id:
        content = recalibrated(content, moved.recalibration)
    return served_from(content)


def _rater_on(connection: Connection, house: str, product: str, day: date) -> Served | None:
    champion = champion_on(connection, product, day, house)
    return None if champion is None else served_model(connection, champion, product, day, house)


def _mark(published: str | None, registered: str | None) -> UUID | None:
    """One id of both, because one is all that the path of a decision carries."""
    if published is None and registered is None:
        return None
    return UUID(bytes=md5(f"{published} {registered}".encode(), usedforsecurity=False).digest())


@lru_cache(maxsize=64)
def _boxes(_mark: UUID, _house: str, _day: date, _product: str) -> list[Any]:
    """A place to keep one thing."""
    return []
