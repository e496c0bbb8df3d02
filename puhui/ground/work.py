"""One request, one transaction: everything a room does, it does inside a `Work`.

A `Work` carries who is acting, what time it is, the connection and the vault. It is committed once, at the
edge, or not at all; audit entries and outgoing messages are written inside it and share its fate.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from puhui.ground.actor import Actor
from puhui.ground.audit import store as audit_store
from puhui.ground.audit.entry import harmless, mac_of, new_entry, plain_json
from puhui.ground.audit.store import Written
from puhui.ground.database import embedded_server, make_engine, migrate
from puhui.ground.database.direct import in_one_go, send
from puhui.ground.outbox import store as outbox_store
from puhui.ground.outbox.message import Message
from puhui.ground.settings import Settings
from puhui.ground.tenancy import Reach, Tenants, engine_as, have_login, whose_database
from puhui.ground.together import Told
from puhui.ground.unavailable import Unavailable
from puhui.ground.vault import Vault, load_or_make_keys
from puhui.kernel import Clock, Problem, SystemClock, Text, business_date, new_id


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work by one actor, in one transaction."""

    connection: Connection
    actor: Actor
    clock: Clock
    vault: Vault
    house: str | None = None
    """The institution whose process this is; None on the platform."""
    told: Told | None = field(default=None, repr=False)
    """What waits to be written together, inside `together()`."""

    @property
    def institution(self) -> str | None:
        """Whose work this is: the institution the actor acts for, else the one whose process this is."""
        return self.actor.institution or self.house

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.clock.now()

    def today(self) -> date:
        """The business date, in Beijing."""
        return business_date(self.clock)

    def audit(self, action: str, target: str, **detail: object) -> None:
        """Write down that the actor did `action` to `target`; never with a sensitive value in `detail`."""
        entry = new_entry(new_id(), self.now(), self.actor, action=action, target=target, detail=detail)
        mac = mac_of(self.vault.keys.audit, entry)
        if self.told is not None:
            self.told.entries.append(Written(entry, mac))
        else:
            audit_store.write(self.connection, entry, mac)

    def post(self, topic: str, payload: Mapping[str, Any], key: str) -> bool:
        """Hand `payload` to the topic's handler after commit, at least once; False when `key` is known.

        The payload refers to things by id; a name, a number of a person or an amount in it is a ValueError.
        """
        message = Message(new_id(), topic, key, self.actor.mode, _harmless_payload(payload), self.now())
        if self.told is not None:
            self.told.messages.append(message)
            return True
        return outbox_store.post(self.connection, message)

    def later(self, statement: str, bound: Mapping[str, object]) -> None:
        """Run a direct statement whose outcome nobody asks for: at the end of `together()`, or at once."""
        if self.told is not None:
            self.told.statements.append((statement, bound))
        else:
            send(self.connection, statement, bound)

    def looking_once(self) -> "Work":
        """The same work, which looks each key up once; for what waits for nobody outside."""
        return self if self.vault.seen is not None else replace(self, vault=self.vault.for_one_work())

    @contextmanager
    def together(self) -> Iterator["Work"]:
        """The same work; its audit lines, messages and what is left for `later` are written at the end of the
        block, in one go.

        Nobody may look for them before, and `post` cannot say there that a key is known. An exception writes
        nothing, as the transaction would not have kept it. Inside another such block it is that one.
        """
        if self.told is not None:
            yield self
            return
        told = Told()
        yield replace(self, told=told)
        told.write(self.connection)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every room stands on, opened once a process."""

    settings: Settings
    engine: Engine
    vault: Vault
    clock: Clock
    institution: str | None = None
    """The code of the institution whose process this is; None on the platform."""
    tenants: Tenants = field(init=False, repr=False, compare=False)
    """On the platform: the institutions that come here, each over its own login."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tenants", Tenants(self.settings, self.engine, self.vault))

    @contextmanager
    def work(self, actor: Actor) -> Iterator[Work]:
        """A `Work` that is committed at the end, or rolled back when an exception leaves it.

        On the platform an actor of an institution works as that institution's login and under its keys.
        Raises ValueError for an actor of another institution than the one whose process this is.
        """
        engine, vault = self._for(actor.institution)
        with engine.begin() as connection:
            yield Work(connection, actor, self.clock, vault, self.institution)

    @contextmanager
    def work_by(self, who: Callable[[Connection], Actor], *, together: bool = False) -> Iterator[Work]:
        """A `Work` whose actor is found out first, in the same transaction: one connection, one commit.

        `together` holds for the whole of it, and what waited is written on the way to the commit. An actor of
        an institution at the platform works over that institution's login, so in a second transaction.
        """
        with self.engine.connect() as connection, connection.begin() as transaction:
            actor = who(connection)
            engine, vault = self._for(actor.institution)
            if engine is self.engine:
                told = Told() if together else None
                yield Work(connection, actor, self.clock, vault, self.institution, told)
                if told is not None:
                    with in_one_go(connection):
                        told.write(connection)
                        transaction.commit()
                return
        with self.work(actor) as work:
            if not together:
                yield work
                return
            with work.together() as telling:
                yield telling

    def _for(self, institution: str | None) -> tuple[Engine, Vault]:
        if self.institution is not None:
            if institution not in {None, self.institution}:
                raise ValueError(f"{institution} does not work in the house of {self.institution}")
            return self.engine, self.vault.for_tenant(self.institution)
        if institution is None:
            return self.engine, self.vault
        tenant = self.tenants.of(institution)
        return tenant.engine, tenant.vault


@contextmanager
def open_ground(
    settings: Settings,
    migrations: Sequence[Path] | None = None,
    clock: Clock | None = None,
    institution: str | None = None,
) -> Iterator[Ground]:
    """Open keys and database, bring the schema up to date, and close everything at the end.

    With `institution` this is that institution's own process: the database is its alone, and what runs then
    does so as its login, which owns nothing. Without, the database says whose it is, and a fresh one becomes
    the platform's. Raises `Unavailable`, which carries the sentence to print.
    """
    with ExitStack() as closing:
        vault = Vault(load_or_make_keys(settings.keys, settings.suite), settings.suite)
        owner = _connect(settings, closing)
        whose = _make_ready(owner, vault, migrations, institution)
        ground = _of_house(whose, settings, owner, vault, clock or SystemClock())
        closing.callback(ground.engine.dispose)
        closing.callback(ground.tenants.close)
        yield ground


def _harmless_payload(payload: Mapping[str, object]) -> dict[str, Any]:
    """A payload must arrive as it was posted, so what an audit entry would take out is refused here."""
    plain = plain_json(payload)
    if harmless(payload) != plain:
        raise ValueError("a message refers to people by id; one of its values looks like a person's")
    return plain


def _make_ready(
    engine: Engine, vault: Vault, migrations: Sequence[Path] | None, institution: str | None
) -> str | None:
    """Migrate and check; gives the institution whose database this is."""
    try:
        migrate(engine, migrations)
        with engine.begin() as connection:
            vault.check(connection)
            return whose_database(connection, institution)
    except OperationalError:
        raise Unavailable(_no_answer()) from None


def _of_house(whose: str | None, settings: Settings, owner: Engine, vault: Vault, clock: Clock) -> Ground:
    """The platform works as the owner of the tables, an institution as its login and the owner goes."""
    if whose is None:
        return Ground(settings, owner, vault, clock)
    login = have_login(owner, settings, vault.keys, whose, Reach.WHOLE)
    engine = engine_as(login, owner.url, settings, keep=settings.database_pool)
    owner.dispose()
    return Ground(settings, engine, vault.for_tenant(whose), clock, whose)


def _no_answer() -> Problem:
    return Problem(
        "database.no_answer",
        Text("数据库没有应答，或不接受这个账户。", "The database does not answer, or refuses this account."),
        Text(
            "请检查 PUHUI_DATABASE_URL 和数据库是否在运行。",
            "Check PUHUI_DATABASE_URL and whether the database is running.",
        ),
    )


def _connect(settings: Settings, closing: ExitStack) -> Engine:
    url = settings.database_url
    if url is None:
        url = closing.enter_context(embedded_server(settings.home, durable=settings.durable)).url()
    engine = make_engine(
        url, pool=settings.database_pool, statement_timeout_seconds=settings.statement_timeout_seconds
    )
    closing.callback(engine.dispose)
    return engine
