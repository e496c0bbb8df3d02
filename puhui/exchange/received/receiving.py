"""An institution's side: take a package in, bind it to a case of its own, stop when it is taken back."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from puhui.exchange import events
from puhui.exchange.canonical import content_hash
from puhui.exchange.model import EventKind, Received, ReceivedStatus
from puhui.exchange.package.checking import check_package
from puhui.exchange.package.model import ApplicationPackage
from puhui.exchange.package.sealing import seal, unseal
from puhui.exchange.package.written import package_json, read_package, written
from puhui.exchange.partners import partner
from puhui.exchange.received import store
from puhui.exchange.received.shown import shown_received
from puhui.exchange.telling import tell
from puhui.ground import Erased, Mode, Work
from puhui.intake import consent_texts
from puhui.kernel import Problem, Text, new_id
from puhui.matching import Catalogue, catalogue_now, shipped_catalogue

_FIELD: Final = "exchange.package"


def receive_package(
    work: Work, package: ApplicationPackage, catalogue: Catalogue | None = None
) -> Received | Problem:
    """Check a package and keep it sealed. The same package again is the same reference; another content under
    its id is refused, and so is one that was taken back before it came."""
    if problem := _wrong(work, package, catalogue_now(work, catalogue or shipped_catalogue())):
        return problem
    digest = content_hash(package_json(package))
    row = _row(work, package, digest)
    if store.add_received(work.connection, row):
        work.audit("package.received", f"reference:{row['id']}")
        payload = {"reference": str(row["id"])}
        work.post(events.PACKAGE_RECEIVED, payload, f"{events.PACKAGE_RECEIVED}:{row['id']}")
        body = {"package_id": package.package_id}
        tell(work, str(row["id"]), EventKind.APPLICATION_RECEIVED, body)
    kept = store.get_received(work.connection, work.actor.mode, package.package_id)
    if kept is None or kept.content_hash != digest:
        return _OTHER_CONTENT
    return shown_received(kept)


def received_of(work: Work, reference: str) -> Received | Problem:
    """A received package by its reference, or by the platform's package id."""
    row = _row_of(work, reference)
    return NOT_FOUND if row is None else shown_received(row)


def package_of(work: Work, reference: str, *, hold: bool = False) -> ApplicationPackage | Problem:
    """What was received, opened; every reading is in the audit trail. `hold` keeps it to the end of the
    transaction: the borrower at the door and the worker behind it take one package in one after the other."""
    row = _row_of(work, reference, lock=hold)
    if row is None:
        return NOT_FOUND
    content = unseal(work, row.institution, row.id, _FIELD, row.sealed_package)
    if isinstance(content, Erased):
        return _GONE
    work.audit("package.read", f"reference:{row.id}")
    return read_package(content.encode())


def bind_application(work: Work, reference: str, application_id: UUID) -> Received | Problem:
    """Note which application of our own a package became; noted twice, it is one."""
    row = _row_of(work, reference, lock=True)
    if row is None:
        return NOT_FOUND
    if row.application_id not in {None, application_id}:
        return _BOUND
    store.change_received(work.connection, row.id, application_id=application_id)
    return received_of(work, str(row.id))


def hold_open(work: Work, reference: str) -> Received | Problem:
    """Hold a reference to the end of this transaction and say whether it may still go on: asked in the very
    transaction that signs, so that a withdrawal comes before or after and never between."""
    row = _row_of(work, reference, lock=True)
    if row is None:
        return NOT_FOUND
    ended = row.status in {ReceivedStatus.WITHDRAWN, ReceivedStatus.CLOSED}
    return _TAKEN_BACK if ended else shown_received(row)


def note_signed(work: Work, reference: str) -> Received | Problem:
    """Note, in the transaction that signs, that a contract stands: a withdrawal a moment later finds it."""
    row = _row_of(work, reference, lock=True)
    if row is None:
        return NOT_FOUND
    store.change_received(work.connection, row.id, status=ReceivedStatus.SIGNED, why=None)
    return received_of(work, reference)


def withdraw_received(work: Work, known_as: str, why: str) -> Received | Problem | None:
    """Stop what is not signed yet. A package that has not come is remembered as not wanted (None); one whose
    contract is signed stays as it is."""
    row = _row_of(work, known_as, lock=True)
    if row is None:
        return _stop(work, known_as, why)
    if row.status == ReceivedStatus.OPEN:
        store.change_received(work.connection, row.id, status=ReceivedStatus.WITHDRAWN, why=why)
        work.audit("package.withdrawn", f"reference:{row.id}", why=why)
        payload = {"reference": str(row.id), "why": why}
        work.post(events.PACKAGE_WITHDRAWN, payload, f"{events.PACKAGE_WITHDRAWN}:{row.id}")
    return received_of(work, str(row.id))


def _stop(work: Work, known_as: str, why: str) -> Problem | None:
    package_id = _uuid(known_as)
    if package_id is None or work.institution is None:
        return NOT_FOUND
    row = {"package_id": package_id, "institution": work.institution, "at": work.now(), "why": why}
    store.add_stop(work.connection, row)
    return None


def _wrong(work: Work, package: ApplicationPackage, catalogue: Catalogue) -> Problem | None:
    if package.test is not (work.actor.mode is Mode.TEST):
        return _OTHER_MODE
    if store.is_stopped(work.connection, package.package_id):
        return _TAKEN_BACK
    own = work.institution or ""
    platform = partner(work, own)
    agreed: Collection[str] = () if isinstance(platform, Problem) else platform.cra_ids
    return check_package(
        package, catalogue, consent_texts(), work.now(), recipient=own, cra_ids=tuple(agreed)
    )


def _row(work: Work, package: ApplicationPackage, digest: str) -> dict[str, Any]:
    received_id = new_id()
    content = written(package).decode()
    return {
        "id": received_id,
        "institution": package.institution,
        "mode": work.actor.mode,
        "package_id": package.package_id,
        "content_hash": digest,
        "sealed_package": seal(work, package.institution, received_id, _FIELD, content),
        "status": ReceivedStatus.OPEN,
        "received_at": work.now(),
    }


def _row_of(work: Work, known_as: str, lock: bool = False) -> Row[Any] | None:
    found = _uuid(known_as)
    return None if found is None else store.get_received(work.connection, work.actor.mode, found, lock=lock)


def _uuid(written_as: str) -> UUID | None:
    try:
        return UUID(written_as)
    except ValueError:
        return None


NOT_FOUND: Final = Problem(
    "package.not_found",
    Text("没有收到过这个资料包。", "No such package was received."),
    Text("请核对编号。", "Check the reference."),
)
_GONE: Final = Problem(
    "package.erased.gone", Text("资料包的内容已删除。", "What was in the package was erased.")
)
_OTHER_CONTENT: Final = Problem(
    "package.content.conflict",
    Text(
        "同一个资料包编号下有不同的内容，没有接收。",
        "Another content came under the same package id; it was not accepted.",
    ),
    Text("内容有变请用新的编号。", "Use a new id for another content."),
    "package_id",
)
_TAKEN_BACK: Final = Problem(
    "package.withdrawn.gone",
    Text("这笔申请已被撤回。", "This application was taken back."),
    Text("需要时请重新申请并授权。", "Apply and consent again if needed."),
)
_BOUND: Final = Problem(
    "package.application.conflict",
    Text("这个资料包已经对应另一笔申请。", "This package became another application."),
)
_OTHER_MODE: Final = Problem(
    "package.mode",
    Text("资料包的 test 与请求的 X-Puhui-Mode 不一致。", "`test` and X-Puhui-Mode disagree."),
    Text("请使两处一致。", "Say the same in both places."),
    "test",
)
