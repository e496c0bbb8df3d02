"""Saved views of the queue over the API."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from puhui.desk.bodies.queue import CaseFilter
from puhui.desk.bodies.shapes import Body, Code, PersonBody
from puhui.desk.model import Sort


class ViewWritten(Body):
    """A view to be kept. A name searched for is not kept with it, because a view may be shared."""

    filter: CaseFilter
    sort: Sort = Sort.NEWEST
    columns: list[Code] = Field([], max_length=40)
    shared: bool = False
    name: Annotated[str | None, Field(max_length=60, description="as in the address")] = None


class ViewBody(BaseModel):
    """A view one may use: one's own, or one that a colleague shares."""

    name: str
    filter: CaseFilter
    sort: Sort
    columns: list[str]
    shared: bool
    by: PersonBody
    is_mine: bool
    saved_at: AwareDatetime
