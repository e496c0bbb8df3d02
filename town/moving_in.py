"""Let residents apply over the HTTP API, as any partner's program would, each of them once.

Every call carries a key that follows from the street and the resident, so a retry is recognised; what has
moved in is remembered beside the street, so a later start only looks.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import httpx

from town.residents import Resident
from town.write import sample_folder

_REGION: Final = "990000"
_CONSENT_DAYS: Final = 180
_PURPOSES: Final = {
    "进货周转": "stock",
    "换一台设备": "equipment",
    "备节前的货": "season",
    "付店面租金": "rent",
}
_FEN: Final = 100


class Refused(Exception):  # noqa: N818
    """The API said no; `told` is its own sentence."""

    def __init__(self, response: httpx.Response) -> None:
        told = response.json() if "json" in response.headers.get("content-type", "") else {}
        super().__init__(f"{response.request.url.path}: {told.get('detail', response.status_code)}")


@dataclass(frozen=True)
class Api:
    """A running Puhui with a key."""

    client: httpx.Client
    street: str

    def get(self, path: str) -> Any:  # noqa: ANN401
        """Look something up."""
        return _checked(self.client.get(path)).json()

    def post(self, path: str, step: str, **content: Any) -> Any:  # noqa: ANN401
        """Do something once; `step` makes the key."""
        key = str(uuid5(NAMESPACE_URL, f"{self.street}/{path}/{step}"))
        return _checked(self.client.post(path, headers={"Idempotency-Key": key}, **content)).json()


def move_in(api: Api, folder: Path, residents: tuple[Resident, ...]) -> Iterator[tuple[Resident, str, bool]]:
    """Each resident with the outcome of their application, and whether they had moved in before."""
    book = folder / "moved_in.json"
    known: dict[str, str] = json.loads(book.read_text("utf-8")) if book.exists() else {}
    for resident in residents:
        before = known.get(resident.code)
        if before is not None:
            yield resident, api.get(f"/api/v1/applications/{before}/decision")["outcome"], True
            continue
        application_id, outcome = _apply(api, folder, resident)
        known[resident.code] = application_id
        book.write_text(json.dumps(known), encoding="utf-8")
        yield resident, outcome, False


def _apply(api: Api, folder: Path, resident: Resident) -> tuple[str, str]:
    owner_id = api.post("/api/v1/subjects", f"{resident.code}/owner", json=_owner(resident))["id"]
    business_id = None
    if resident.kind != "person":
        body = _business(resident, owner_id)
        business_id = api.post("/api/v1/subjects", f"{resident.code}/business", json=body)["id"]
    for text in ("identity", "invoices", "debts"):
        _consent(api, resident, owner_id, text)
    asked = {
        "owner_id": owner_id,
        "enterprise_id": business_id,
        "amount_fen": resident.amount_yuan * _FEN,
        "months": resident.months,
        "purpose": _PURPOSES[resident.purpose],
    }
    application_id = api.post("/api/v1/applications", resident.code, json=asked)["id"]
    here = f"/api/v1/applications/{application_id}"
    api.post(f"{here}/debts", "declared", json={"as_of": _today(), "debts": _debts(resident)})
    if files := _files(folder, resident):
        api.post(f"{here}/invoices", "first", files=files)
    api.post(f"{here}/verifications", "first", json={})
    return application_id, api.post(f"{here}/decision", "first")["outcome"]


def _owner(resident: Resident) -> dict[str, Any]:
    return {
        "kind": "person",
        "name": resident.owner_name,
        "resident_id": resident.owner_id,
        "phone": resident.mobile,
        "region": _REGION,
    }


def _business(resident: Resident, owner_id: str) -> dict[str, Any]:
    is_farm, is_operator = resident.kind == "farm_household", resident.kind == "unregistered_operator"
    body: Mapping[str, Any] = {
        "kind": resident.kind,
        "name": resident.firm_name,
        "uscc": resident.uscc,
        "resident_id": resident.owner_id if is_farm else None,
        "phone": resident.mobile,
        "region": _REGION,
        "place": resident.address,
        "trade": resident.industry_code,
        "since": resident.started_on.isoformat(),
        "evidence": ["市场摊位费收据（虚构）"] if is_operator else [],
        "operated_by": owner_id,
    }
    return {name: value for name, value in body.items() if value is not None}


def _debts(resident: Resident) -> list[dict[str, str]]:
    if not resident.debt_balance_yuan:
        return []
    owed = {
        "balance_yuan": str(resident.debt_balance_yuan),
        "monthly_payment_yuan": str(resident.debt_monthly_yuan),
    }
    return [{"lender": "虚构银行", "kind": "business_loan", **owed}]


def _consent(api: Api, resident: Resident, owner_id: str, text_id: str) -> None:
    text = api.get(f"/api/v1/consent-texts/{text_id}")
    signed = {
        name: text[name] for name in ("source", "purpose", "text_id", "text_version", "text_hash", "fields")
    }
    until = datetime.now(UTC) + timedelta(days=_CONSENT_DAYS)
    body = {
        **signed,
        "subject_id": owner_id,
        "separate": True,
        "until": until.date().isoformat() + "T00:00:00Z",
    }
    api.post("/api/v1/consents", f"{resident.code}/{text_id}", json=body)


def _files(folder: Path, resident: Resident) -> list[tuple[str, tuple[str, bytes]]]:
    own = sample_folder(folder, resident)
    return [("files", (path.name, path.read_bytes())) for path in sorted(own.glob("[销进]项发票.csv"))]


def _today() -> str:
    return (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()


def _checked(response: httpx.Response) -> httpx.Response:
    if response.is_error:
        raise Refused(response)
    return response
