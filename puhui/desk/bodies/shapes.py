"""What every body of this room is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from puhui.ground.web import Said
from puhui.kernel import Text

Code = Annotated[str, Field(max_length=80)]
Codes = Annotated[list[Code], Field(max_length=40)]
Fen = Annotated[int, Field(strict=True, ge=0, le=10**15)]


class Body(BaseModel):
    """A body with nothing in it that the room does not know."""

    model_config = ConfigDict(extra="forbid")


class PersonBody(BaseModel):
    """Somebody who works here, by account."""

    id: str
    login: str


def said(text: Text) -> Said:
    """A sentence as the API shows it."""
    return Said.of(text)
