"""Who works here, by account: whom an application can be given to, and what an actor's id is called."""

from uuid import UUID

from puhui.ground import Work
from puhui.ground.identity import Account, accounts
from puhui.kernel import Problem


def colleagues(work: Work) -> tuple[Account, ...]:
    """Everybody who works here now, by login; people of partners do not. With a test key nobody is told."""
    found = accounts(work)
    here = [] if isinstance(found, Problem) else [it for it in found if _is_here(it)]
    return tuple(sorted(here, key=lambda account: account.login))


def is_colleague(work: Work, actor_id: str) -> bool:
    """Whether this is the account of somebody who works here now, or the one who asks."""
    if actor_id == work.actor.id:
        return True
    try:
        wanted = UUID(actor_id)
    except ValueError:
        return False
    return any(it.id == wanted for it in colleagues(work))


def _is_here(account: Account) -> bool:
    return account.disabled_at is None and account.institution is None
