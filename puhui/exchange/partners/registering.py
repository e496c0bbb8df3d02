"""Registering the other side, changing its keys, and ending it. A key may hold beside the one it replaces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from puhui.exchange.model import NewPartner, Partner
from puhui.exchange.partners import store
from puhui.exchange.partners.cards import check_partner, raw_public_key
from puhui.exchange.signing import KnownKey, key_id_of
from puhui.ground import Work
from puhui.kernel import Problem, Text


def add_partner(work: Work, new: NewPartner) -> Partner | Problem:
    """Register the other side with its key; registered again, the newer card holds and its key is added."""
    if problem := check_partner(new):
        return problem
    row = {
        "institution": new.institution,
        "is_platform": new.is_platform,
        "name_zh": new.name.zh,
        "name_en": new.name.en,
        "base_url": new.base_url.rstrip("/"),
        "page_host": new.page_host,
        "cra_ids": list(new.cra_ids),
        "valid_from": new.valid_from,
        "valid_to": new.valid_to,
        "revoked_at": None,
        "added_at": work.now(),
    }
    store.add_partner(work.connection, row)
    work.audit("partner.added", f"partner:{new.institution}", is_platform=new.is_platform)
    added = add_key(work, new.institution, new.public_key)
    return added if isinstance(added, Problem) else partner(work, new.institution)


def add_key(work: Work, institution: str, public_key: str) -> KnownKey | Problem:
    """Another key of a partner; the ones before hold on until they are ended or revoked."""
    raw = raw_public_key(public_key)
    if isinstance(raw, Problem):
        return raw
    if store.get_partner(work.connection, institution, lock=True) is None:
        return _NOT_FOUND
    key_id = key_id_of(raw)
    row = {
        "key_id": key_id,
        "institution": institution,
        "public_key": public_key,
        "added_at": work.now(),
    }
    if store.add_key(work.connection, row):
        work.audit("partner.key_added", f"partner:{institution}", key_id=key_id)
    kept = store.get_key(work.connection, key_id)
    return _SOMEBODY_ELSES if kept is None or kept.institution != institution else _known(kept)


def partner(work: Work, institution: str) -> Partner | Problem:
    """One partner, a revoked one as well."""
    row = store.get_partner(work.connection, institution)
    if row is None:
        return _NOT_FOUND
    return _shown(work, row, store.keys_of(work.connection, [institution]))


def partners(work: Work) -> tuple[Partner, ...]:
    """Every partner, by code."""
    rows = store.all_partners(work.connection)
    keys = store.keys_of(work.connection, [row.institution for row in rows])
    return tuple(
        _shown(work, row, [key for key in keys if key.institution == row.institution]) for row in rows
    )


def revoke_partner(work: Work, institution: str) -> Partner | Problem:
    """Stop talking with a partner at once: whatever it sends from now on is refused."""
    if store.end_partner(work.connection, institution, work.now()):
        work.audit("partner.revoked", f"partner:{institution}")
    return partner(work, institution)


def end_key(work: Work, key_id: str, at: datetime) -> KnownKey | Problem:
    """Let a key hold until `at`, while the other side changes to a newer one."""
    return _changed(work, key_id, "partner.key_ended", ends_at=at)


def revoke_key(work: Work, key_id: str) -> KnownKey | Problem:
    """A key that others may hold: refused from this instant on."""
    return _changed(work, key_id, "partner.key_revoked", revoked_at=work.now())


def known_key(work: Work, key_id: str) -> KnownKey | None:
    """The key with this id, whosever it is."""
    row = store.get_key(work.connection, key_id)
    return None if row is None else _known(row)


def _changed(work: Work, key_id: str, action: str, **values: datetime) -> KnownKey | Problem:
    if not store.change_key(work.connection, key_id, **values):
        return _NO_KEY
    work.audit(action, f"key:{key_id}")
    return known_key(work, key_id) or _NO_KEY


def _shown(work: Work, row: Row[Any], keys: Sequence[Row[Any]]) -> Partner:
    holding = [key for key in keys if _known(key).holds(work.now())]
    return Partner(
        institution=row.institution,
        name=Text(row.name_zh, row.name_en),
        base_url=row.base_url,
        page_host=row.page_host,
        key_id=holding[0].key_id if holding else None,
        public_key=holding[0].public_key if holding else None,
        cra_ids=tuple(row.cra_ids),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_platform=row.is_platform,
        revoked_at=row.revoked_at,
    )


def _known(row: Row[Any]) -> KnownKey:
    return KnownKey(row.key_id, row.public_key, row.institution, row.ends_at, row.revoked_at)


_NOT_FOUND = Problem(
    "partner.not_found",
    Text("没有登记这个合作方。", "There is no such partner."),
    Text("请先登记它的名片（puhui partner add）。", "Register its card first (puhui partner add)."),
)
_NO_KEY = Problem("partner.key.not_found", Text("没有这把密钥。", "There is no such key."), None, "key_id")
_SOMEBODY_ELSES = Problem(
    "partner.key.conflict",
    Text("这把公钥已经登记给另一个合作方。", "This public key is registered to another partner."),
    Text("请对方换一把密钥。", "Ask the other side for a key of its own."),
    "public_key",
)
