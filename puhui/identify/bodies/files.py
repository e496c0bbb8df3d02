"""Files on their way."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from puhui.identify.service.filing import File


class FileBody(BaseModel):
    """Where a file stands; `counts` are rows by status, `queued` went before people."""

    id: UUID
    name: str | None
    asked_at: datetime
    state: str
    rows: int
    rows_done: int
    rows_left_out: int
    counts: dict[str, int]
    queued: int
    model: str | None
    problem_code: str | None
    started_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def of(cls, file: File) -> "FileBody":
        return cls(**{name: getattr(file, name) for name in File.__slots__})
