"""The institutions at a platform: each works over an engine of its own login, made when it first comes."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

from sqlalchemy import URL, Engine
from sqlalchemy.exc import OperationalError

from puhui.ground.database import make_engine
from puhui.ground.settings import Settings
from puhui.ground.tenancy import troubles
from puhui.ground.tenancy.grants import Reach
from puhui.ground.tenancy.login import Login
from puhui.ground.tenancy.making import have_login
from puhui.ground.unavailable import Unavailable
from puhui.ground.vault import Vault

_KEPT: Final = 32
"""Institutions whose engines stay open; who came longest ago is let go, and connects again on coming."""
_KEPT_CONNECTIONS: Final = 1
"""Connections an institution keeps between requests; at a rush it gets up to the pool's size."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """One institution's way to its rows and its vault."""

    engine: Engine
    vault: Vault


class Tenants:
    """Every institution that came to this process, by its code."""

    def __init__(self, settings: Settings, owner: Engine, vault: Vault) -> None:
        self._settings, self._owner, self._vault = settings, owner, vault
        self._open: OrderedDict[str, Tenant] = OrderedDict()
        self._changing = Lock()

    def of(self, institution: str) -> Tenant:
        """Its engine and vault. Raises Unavailable when it can have no login, or gets no connection."""
        with self._changing:
            found = self._open.get(institution) or self._add(institution)
            self._open.move_to_end(institution)
            return found

    def close(self) -> None:
        """Let every connection go."""
        with self._changing:
            while self._open:
                self._open.popitem()[1].engine.dispose()

    def _add(self, institution: str) -> Tenant:
        login = have_login(self._owner, self._settings, self._vault.keys, institution, Reach.GUARDED)
        engine = engine_as(login, self._owner.url, self._settings, keep=_KEPT_CONNECTIONS)
        added = self._open[institution] = Tenant(engine, self._vault.for_tenant(institution))
        while len(self._open) > _KEPT:
            self._open.popitem(last=False)[1].engine.dispose()
        return added


def engine_as(login: Login, owner: URL, settings: Settings, keep: int) -> Engine:
    """An engine over this login, tried once. `keep` connections stay open when nobody needs them."""
    engine = make_engine(
        owner.set(username=login.name, password=login.password),
        pool=keep,
        overflow=settings.database_pool - keep,
        statement_timeout_seconds=settings.statement_timeout_seconds,
    )
    try:
        engine.connect().close()
    except OperationalError:
        engine.dispose()
        raise Unavailable(troubles.refused(login.name)) from None
    return engine
