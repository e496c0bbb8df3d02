"""Who did something, as it goes out."""

from collections.abc import Mapping

from pydantic import BaseModel

Logins = Mapping[str, str]
"""The login behind an account's id."""


class Who(BaseModel):
    """A member of staff; `login` is null for what Puhui itself or a program did."""

    id: str
    login: str | None


def who(actor_id: str, logins: Logins) -> Who:
    """Somebody by their id."""
    return Who(id=actor_id, login=logins.get(actor_id))
