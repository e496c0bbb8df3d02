"""A small application on a real ground, for tests of the edge itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import uvicorn
from fastapi import Depends, FastAPI, Form, Request, UploadFile
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import text
from starlette.responses import HTMLResponse, RedirectResponse, Response

from puhui.ground import SYSTEM, Ground, Mode, Work
from puhui.ground.identity import NewKey, issue_key
from puhui.ground.permission import Action, PermissionTable
from puhui.ground.web import Limits, Router, answer, borrower_work, form_secrets, install, work_for
from puhui.kernel import Problem, Text

NAME = Text("测试", "test")
ROLES = ("admin", "developer", "auditor", "borrower", "visitor", "system")
TABLE = PermissionTable(
    dict.fromkeys(ROLES, NAME),
    {
        "note.create": Action(NAME, frozenset({"admin"})),
        "note.read": Action(NAME, frozenset({"admin", "auditor"})),
        "page.open": Action(NAME, frozenset({"borrower", "visitor"})),
        "page.note": Action(NAME, frozenset({"borrower"})),
    },
)
LIMITS = Limits(json_bytes=1 << 16, upload_bytes=1 << 18)


class NoteBody(BaseModel):
    """One note."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=100)
    amount_fen: int = Field(default=0, ge=0)


router = Router(prefix="/api/v1", tags=["notes"])


@router.post("/notes", status_code=201)
def create(body: NoteBody, work: Annotated[Work, Depends(work_for("note.create"))]) -> dict[str, Any]:
    """Write a note; a note saying `refuse` is refused after it was written, `break` is a surprise."""
    work.connection.execute(
        text("INSERT INTO note VALUES (:text, :fen)"), {"text": body.text, "fen": body.amount_fen}
    )
    count = work.connection.execute(text("SELECT count(*) FROM note")).scalar_one()
    if body.text == "refuse":
        answer(Problem("note.conflict", Text("不行。", "No."), where="text"))
    if body.text == "break":
        raise RuntimeError("张三 13800138000 at /srv/secret.py")
    return {"text": body.text, "count": count}


@router.post("/previews")
def preview(
    body: NoteBody, _: Annotated[Work, Depends(work_for("note.read", moves=False))]
) -> dict[str, str]:
    """Computes, moves nothing."""
    return {"text": body.text}


@router.post("/uploads", status_code=201)
def upload(file: UploadFile, work: Annotated[Work, Depends(work_for("note.create"))]) -> dict[str, int]:
    """Takes a file and notes its size."""
    size = len(file.file.read())
    work.connection.execute(text("INSERT INTO note VALUES ('file', :size)"), {"size": size})
    return {"size": size}


@router.get("/notes/{number}")
def read(number: int, work: Annotated[Work, Depends(work_for("note.read"))]) -> dict[str, Any]:
    """Who asks, and how many notes there are."""
    count = work.connection.execute(text("SELECT count(*) FROM note")).scalar_one()
    return {"number": number, "count": count, "actor": work.actor.id, "mode": work.actor.mode}


pages = Router()


@pages.get("/open")
def open_page(request: Request, work: Annotated[Work, Depends(borrower_work("page.open"))]) -> HTMLResponse:
    """Shows what a form would carry."""
    carried = form_secrets(request)
    return HTMLResponse(f"{work.actor.id} {carried['csrf_token']} {carried['idempotency_key']}")


@pages.post("/note")
def note_page(
    said: Annotated[str, Form()], work: Annotated[Work, Depends(borrower_work("page.note"))]
) -> Response:
    """A borrower's form."""
    work.connection.execute(text("INSERT INTO note VALUES (:text, 1)"), {"text": said})
    return RedirectResponse("/open", 303)


def make_app(ground: Ground) -> FastAPI:
    """The little application; its one table is made on the way."""
    with ground.engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS note (text text, fen bigint)"))
    app = FastAPI()
    install(app, ground, TABLE, LIMITS)
    app.include_router(router)
    app.include_router(pages)
    return app


def new_key(ground: Ground, role: str = "admin", mode: Mode = Mode.LIVE) -> dict[str, str]:
    """The header of a fresh API key."""
    with ground.work(SYSTEM) as work:
        issued = issue_key(work, NewKey("test", mode, frozenset({role})), ROLES)
    assert not isinstance(issued, Problem)
    return {"Authorization": f"Bearer {issued.secret_text}"}


def count_notes(ground: Ground) -> int:
    """How many notes were really committed."""
    with ground.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM note")).scalar_one())


def client_of(ground: Ground) -> TestClient:
    """A client in the same process that lets surprises be answered as they are in service."""
    return TestClient(make_app(ground), raise_server_exceptions=False)


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The application behind a real socket; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
