"""What every body of this room is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(max_length=20_000)]
"""Bounded by what a request may hold; how long a name may be is said by the room, in its own sentence."""
Code = Annotated[str, Field(max_length=200)]
Amount = Annotated[int, Field(strict=True, ge=-(2**62), le=2**62)]
Months = Annotated[int, Field(strict=True, ge=-(2**31), le=2**31 - 1)]


class Body(BaseModel):
    """A body with nothing in it that the room does not know."""

    model_config = ConfigDict(extra="forbid")
