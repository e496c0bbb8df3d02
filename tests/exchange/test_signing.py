"""A signature says who sent a request, when and to whom, and breaks with any byte of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.exchange import new_keys, sign, verify
from puhui.exchange.signing import Content, KnownKey, Signed, digest_of
from puhui.ground import Mode
from puhui.kernel import FixedClock, Problem
from tests.exchange.made_up import KEYS, NOW, content_on_the_wire, known, signed_content


def verified(
    content: Content, keys: KnownKey | None = None, to: str = "platform", late: timedelta = timedelta()
) -> Signed | Problem:
    """Verified by somebody who knows one key and is addressed as the platform."""
    key = keys or known()
    return verify(
        content,
        lambda key_id: key if key_id == key.key_id else None,
        to=to,
        now=NOW + late,
        fresh_seconds=300,
    )


def code_of(result: Signed | Problem) -> str:
    """Why it was refused."""
    assert isinstance(result, Problem), "it was accepted"
    return result.code


def without(content: Content, header: str) -> Content:
    """The same request with a header taken out on the way."""
    return replace(content, headers=tuple(it for it in content.headers if it[0].lower() != header))


def with_header(content: Content, header: str, value: str) -> Content:
    """The same request with a header changed on the way."""
    return replace(without(content, header), headers=(*without(content, header).headers, (header, value)))


def test_a_signed_request_is_accepted_and_says_whose_it_is() -> None:
    """Key, nonce and mode come out of it."""
    found = verified(signed_content())
    assert isinstance(found, Signed)
    assert (found.key.institution, found.mode) == ("test_brook_bank", Mode.LIVE)
    assert len(found.nonce) >= 12


def test_two_signatures_of_one_request_differ_in_their_nonce() -> None:
    """A retry is another signature."""
    first, second = verified(signed_content()), verified(signed_content())
    assert isinstance(first, Signed)
    assert isinstance(second, Signed)
    assert first.nonce != second.nonce


@given(body=st.binary(min_size=1, max_size=200), at=st.integers(0, 10_000), by=st.integers(1, 255))
def test_any_flipped_byte_of_the_body_breaks_it(body: bytes, at: int, by: int) -> None:
    """Whatever the body is, and whichever byte of it is changed, also with a digest made to fit."""
    content = signed_content(body)
    place = at % len(body)
    flipped = body[:place] + bytes([body[place] ^ by]) + body[place + 1 :]
    assert code_of(verified(replace(content, body=flipped))) == "signature.digest"
    fitting = with_header(replace(content, body=flipped), "content-digest", digest_of(flipped))
    assert code_of(verified(fitting)) == "signature.wrong"


@given(at=st.integers(0, 10_000), by=st.integers(1, 255))
def test_any_flipped_byte_of_the_signature_or_its_parameters_breaks_it(at: int, by: int) -> None:
    """Refused, whatever becomes of the header: never accepted, never an exception."""
    content = signed_content()
    for header in ("signature", "signature-input"):
        written = (content.header(header) or "").encode()
        place = at % len(written)
        changed = written[:place] + bytes([written[place] ^ by]) + written[place + 1 :]
        said = changed.decode("latin-1")
        if said.strip() != written.decode():
            result = verified(with_header(content, header, said))
            assert code_of(result).startswith("signature.")


def test_the_same_signature_written_in_another_way_is_refused() -> None:
    """Base64 leaves four bits open at the end; only one of the sixteen ways of writing them is accepted."""
    content = signed_content()
    written = content.header("signature") or ""
    last = written[-4]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(last) ^ 1]
    changed = with_header(content, "signature", written[:-4] + other + written[-3:])
    assert code_of(verified(changed)) == "signature.malformed"


@pytest.mark.parametrize(
    "change",
    [
        lambda it: replace(it, method="PUT"),
        lambda it: replace(it, path="/partner/v1/applications"),
        lambda it: with_header(it, "idempotency-key", "key-00000002"),
        lambda it: with_header(it, "x-puhui-mode", "test"),
        lambda it: replace(it, headers=(*it.headers, ("x-puhui-to", "platform"))),
    ],
)
def test_what_decides_what_a_request_does_cannot_be_changed(change: Callable[[Content], Content]) -> None:
    """Method, path, key, mode, recipient: all of it is signed."""
    assert code_of(verified(change(signed_content()))) == "signature.wrong"


def test_a_query_that_is_added_on_the_way_is_not_covered() -> None:
    """An unsigned query is refused before the signature is looked at."""
    assert code_of(verified(replace(signed_content(), query="force=1"))) == "signature.components"


def test_a_key_that_is_added_on_the_way_is_not_covered() -> None:
    """An idempotency key that was not signed could turn a retry into a second request."""
    request = sign(httpx.Request("POST", "https://puhui.example/x", content=b"{}"), KEYS, FixedClock(NOW))
    content = content_on_the_wire(request)
    assert isinstance(verified(content), Signed)
    assert code_of(verified(with_header(content, "idempotency-key", "k-12345678"))) == "signature.components"


@pytest.mark.parametrize("seconds", [-301, 301, 86_400])
def test_a_signature_too_old_or_from_the_future_is_stale(seconds: int) -> None:
    """Five minutes either way, no more."""
    assert code_of(verified(signed_content(), late=timedelta(seconds=seconds))) == "signature.stale"
    near = timedelta(seconds=300 if seconds > 0 else -300)
    assert isinstance(verified(signed_content(), late=near), Signed)


def test_an_unsigned_request_is_refused() -> None:
    """Without either header there is nothing to verify."""
    for header in ("signature", "signature-input"):
        assert code_of(verified(without(signed_content(), header))) == "signature.missing"


def test_a_key_nobody_registered_is_unknown() -> None:
    """Also when the signature itself is right."""
    assert code_of(verified(signed_content(), known(new_keys()))) == "signature.key.unknown"


def test_a_known_key_id_with_another_key_is_wrong() -> None:
    """Claiming somebody's key id without their key opens nothing."""
    other = replace(known(), public_key=new_keys().public_key_text)
    assert code_of(verified(signed_content(), other)) == "signature.wrong"


def test_a_revoked_key_and_one_that_ran_out_are_refused() -> None:
    """From that instant on, and not before."""
    revoked = replace(known(), revoked_at=NOW)
    assert code_of(verified(signed_content(), revoked)) == "signature.key.revoked"
    assert code_of(verified(signed_content(), replace(known(), ends_at=NOW))) == "signature.key.revoked"
    later = replace(known(), ends_at=NOW + timedelta(seconds=1))
    assert isinstance(verified(signed_content(), later), Signed)


def test_a_request_for_one_institution_cannot_be_played_to_another() -> None:
    """The recipient is signed and compared."""
    content = signed_content(to="test_brook_bank")
    assert isinstance(verified(content, to="test_brook_bank"), Signed)
    assert code_of(verified(content, to="test_cloud_bank")) == "signature.recipient.forbidden"


def test_another_version_is_refused_with_the_versions_there_are() -> None:
    """Before anything else is looked at."""
    result = verified(with_header(signed_content(), "x-puhui-version", "2"))
    assert isinstance(result, Problem)
    assert result.code == "partner.version.unknown"
    assert "1" in result.what.en


@given(st.text(max_size=300))
def test_a_signature_header_of_any_kind_is_a_refusal_and_no_exception(written: str) -> None:
    """Somebody may write anything there."""
    content = with_header(signed_content(), "signature-input", written)
    assert code_of(verified(content)).startswith("signature.")
