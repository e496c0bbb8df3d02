"""What is going on, over the API."""

from datetime import date

from pydantic import AwareDatetime, BaseModel

from puhui.ground.web import Said


class TodayBody(BaseModel):
    """Today's applications, and today's newest decisions about applications of any day."""

    applied: int
    decided: int
    approved: int
    referred: int
    declined: int
    amount_asked_fen: int
    amount_approved_fen: int


class DayBody(BaseModel):
    """One day: what was applied for on it, and what was decided on it."""

    on: date
    applied: int
    approved: int
    referred: int
    declined: int


class QueueBody(BaseModel):
    """What waits for one kind of person."""

    count: int
    oldest_at: AwareDatetime | None
    median_minutes: int | None


class WaitingBody(BaseModel):
    """What waits, by for whom."""

    reviewer: QueueBody
    second_reviewer: QueueBody
    requests: QueueBody


class DecisionTimeBody(BaseModel):
    """How long today's decisions took, milliseconds."""

    p50: float | None
    p99: float | None


class MoneyDayBody(BaseModel):
    """Money paid out and money that came back on one day, fen."""

    on: date
    out_fen: int
    back_fen: int


class MoneyBody(BaseModel):
    """Over the days shown, and what is owed now. On the platform as institutions told it."""

    out_fen: int
    back_fen: int
    outstanding_fen: int
    by_day: list[MoneyDayBody]


class BucketBody(BaseModel):
    """Loans that are so late, and the principal they owe."""

    bucket: str
    name: Said
    loans: int
    owed_fen: int


class TaskBody(BaseModel):
    """Something that a person has to do now, and where in the console it is done."""

    kind: str
    what: Said
    count: int
    link: str


class TroubleBody(BaseModel):
    """Something that goes wrong."""

    kind: str
    what: Said
    count: int


class OverviewBody(BaseModel):
    """Today, the last days, what waits, money, arrears, what needs a person, what goes wrong."""

    as_of: AwareDatetime
    today: TodayBody
    days: list[DayBody]
    waiting: WaitingBody
    decision_ms: DecisionTimeBody
    money: MoneyBody
    arrears: list[BucketBody]
    needs_person: list[TaskBody]
    troubles: list[TroubleBody]
