"""A package as JSON, and back: every field known, typed and bounded, or refused with its place."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from puhui.exchange.canonical import canonical, plain, read_canonical
from puhui.exchange.package.model import (
    ADVICE_OWNER,
    ApplicationPackage,
    Asked,
    ConsentShown,
    CreditData,
    OfferShown,
    Who,
)
from puhui.kernel import Problem, Text

_MOST_FEN: Final = 10**13

_Fen = Annotated[int, Field(ge=0, le=_MOST_FEN)]
_Months = Annotated[int, Field(ge=1, le=600)]
_Rate = Annotated[Decimal, Field(ge=0, le=10, max_digits=20)]
_Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.:-]{1,100}$")]
_Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Parcel = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,200}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Asked(_Strict):
    amount_fen: _Fen
    months: _Months
    purpose: _Code
    borrower_kind: _Code


class _Offer(_Strict):
    amount_fen: _Fen
    months: _Months
    annual_rate: _Rate
    apr_simple: _Rate
    total_cost_fen: _Fen
    quoted_on: date


class _Who(_Strict):
    name: _Words
    resident_id: _Words | None = None
    phone: _Words | None = None
    business_name: _Words | None = None
    uscc: _Words | None = None
    region: _Code | None = None
    trade: _Words | None = None


class _Consent(_Strict):
    consent_id: UUID
    text_id: _Code
    text_version: _Code
    text_hash: _Hash
    fields: Annotated[list[_Code], Field(min_length=1, max_length=50)]
    purpose: _Code
    until: datetime


class _Credit(_Strict):
    via_cra_id: _Code
    parcel: _Parcel


class _Package(_Strict):
    package_id: UUID
    version: Literal[1]
    institution: _Code
    pseudonym: _Code
    application: _Asked
    product: _Code
    offer: _Offer
    identity: _Who
    consent: _Consent
    credit_data: _Credit | None = None
    advice_owner: Literal["platform_advisory"] = ADVICE_OWNER
    test: bool


def written(package: ApplicationPackage) -> bytes:
    """The canonical bytes. What is not known is left out, never written as null."""
    return canonical(package_json(package))


def package_json(package: ApplicationPackage) -> dict[str, Any]:
    """The package as plain JSON."""
    body: dict[str, Any] = {
        "package_id": package.package_id,
        "version": package.version,
        "institution": package.institution,
        "pseudonym": package.pseudonym,
        "application": _fields(package.application),
        "product": package.product,
        "offer": _fields(package.offer),
        "identity": _fields(package.identity),
        "consent": {**_fields(package.consent), "fields": sorted(package.consent.fields)},
        "credit_data": None if package.credit_data is None else _fields(package.credit_data),
        "advice_owner": package.advice_owner,
        "test": package.test,
    }
    told: dict[str, Any] = plain({name: value for name, value in body.items() if value is not None})
    return told


def read_package(content: bytes) -> ApplicationPackage | Problem:
    """A package from JSON. A field that this version does not know is refused, whatever it holds."""
    try:
        found = _Package.model_validate_json(canonical(read_canonical(content)))
    except ValidationError as wrong:
        return _problem(wrong)
    except (ValueError, RecursionError):
        return _NOT_JSON
    return _opened(found)


def _opened(found: _Package) -> ApplicationPackage:
    consent = found.consent
    return ApplicationPackage(
        package_id=found.package_id,
        version=found.version,
        institution=found.institution,
        pseudonym=found.pseudonym,
        application=Asked(**found.application.model_dump()),
        product=found.product,
        offer=OfferShown(**found.offer.model_dump()),
        identity=Who(**found.identity.model_dump()),
        consent=ConsentShown(**{**consent.model_dump(), "fields": tuple(sorted(consent.fields))}),
        credit_data=None if found.credit_data is None else CreditData(**found.credit_data.model_dump()),
        advice_owner=found.advice_owner,
        test=found.test,
    )


def _fields(part: object) -> dict[str, Any]:
    values = ((name, getattr(part, name)) for name in part.__slots__)  # type: ignore[attr-defined]
    return {name: value for name, value in values if value is not None}


def _problem(wrong: ValidationError) -> Problem:
    """Place and kind only: a name or a number that was mistyped is not repeated."""
    first = wrong.errors(include_input=False, include_url=False, include_context=False)[0]
    place = ".".join(str(part)[:60] for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return _UNKNOWN_FIELD.at(place)
    if first["loc"] == ("credit_data", "via_cra_id") and first["type"] == "missing":
        return NO_BUREAU
    return _FIELD.at(place)


NO_BUREAU: Final = Problem(
    "package.via_cra.missing",
    Text(
        "信用信息没有通过持牌征信机构（断直连）。",
        "The credit data does not come through a licensed bureau.",
    ),
    Text("请注明 via_cra_id。", "Name the bureau in via_cra_id."),
    "credit_data.via_cra_id",
)
_NOT_JSON: Final = Problem(
    "package.json",
    Text(
        "内容不是可以确定解读的 JSON（重复的键、小数或过大的数）。",
        "The body is no JSON with one meaning (a doubled name, a fraction, a number too large).",
    ),
    Text("金额用整数分，利率用文字。", "Write amounts as whole fen and rates as text."),
    "body",
)
_UNKNOWN_FIELD: Final = Problem(
    "package.field.beyond_consent",
    Text(
        "资料包里有协议和授权都没有的一项，整包没有接收。",
        "The package holds a field that neither protocol nor consent knows; none of it was accepted.",
    ),
    Text("请去掉这一项再发送。", "Leave it out and send it again."),
)
_FIELD: Final = Problem(
    "package.field",
    Text("资料包里有一项缺少或写法不对。", "A field of the package is missing or not as expected."),
    Text("请按 docs/partner-api.md 改正。", "Correct it as docs/partner-api.md says."),
)
