"""Whose database this is: the platform's, or one institution's own. It is said once and then stays."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from puhui.ground.tables import house
from puhui.ground.tenancy import troubles
from puhui.ground.unavailable import Unavailable


def whose_database(connection: Connection, asked: str | None) -> str | None:
    """The institution whose database this is, or None for the platform; a fresh one becomes whose is asked.

    Nobody asked for (a command that works on whatever there is) takes it as it is. Raises Unavailable when it
    belongs to another institution, or to the platform: their books would be mixed.
    """
    connection.execute(insert(house).values(institution=asked or "").on_conflict_do_nothing())
    found: str = connection.execute(select(house.c.institution)).scalar_one()
    if asked is not None and found != asked:
        raise Unavailable(troubles.anothers_database(found, asked))
    return found or None
