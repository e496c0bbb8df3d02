"""The vault: a sealed value opens only for its subject and field, never once the key is destroyed."""

import stat
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text

from puhui.ground import ERASED, Ground, Settings, Unavailable, Vault, Work, open_ground
from puhui.ground.vault import (
    CannotOpenError,
    ErasedSubjectError,
    MasterKeys,
    Suite,
    load_or_make_keys,
    new_master_keys,
    replace_keys,
    with_new_kek,
)
from puhui.ground.vault.cipher import keyed_hash, seal, sm3, unseal
from puhui.kernel import Language, new_id

MOBILE = "19900000000"


@pytest.mark.parametrize("suite", Suite)
def test_what_was_sealed_opens_again(work: Work, suite: Suite) -> None:
    """Both families of ciphers, any text, and the plaintext nowhere in the envelope."""
    vault, subject = replace(work.vault, suite=suite), new_id()
    for plaintext in (MOBILE, "", "测试小吃店"):
        sealed = vault.seal(work.connection, subject, "mobile", plaintext)
        assert vault.open(work.connection, subject, "mobile", sealed) == plaintext
        assert not plaintext or plaintext.encode() not in sealed


def test_the_same_value_never_seals_to_the_same_bytes(work: Work) -> None:
    """A nonce of its own each time: equal columns do not betray equal people."""
    subject = new_id()
    first, second = (work.vault.seal(work.connection, subject, "mobile", MOBILE) for _ in range(2))
    assert first != second


def test_a_value_opens_only_for_its_own_subject_and_field(work: Work) -> None:
    """A ciphertext copied into another row or another column is of no use."""
    mine, other = new_id(), new_id()
    sealed = work.vault.seal(work.connection, mine, "mobile", MOBILE)
    work.vault.seal(work.connection, other, "mobile", "19900000001")
    for subject, field, stored in (
        (other, "mobile", sealed),
        (mine, "name", sealed),
        (new_id(), "mobile", sealed),
        (mine, "mobile", sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (mine, "mobile", b"19900000000"),
    ):
        with pytest.raises(CannotOpenError) as refused:
            work.vault.open(work.connection, subject, field, stored)
        assert MOBILE not in str(refused.value)


def test_destroying_a_subjects_key_makes_everything_of_theirs_unreadable(work: Work) -> None:
    """Crypto-shredding: old values answer `Erased`, new ones are refused, others are untouched."""
    gone, stays = new_id(), new_id()
    sealed = work.vault.seal(work.connection, gone, "mobile", MOBILE)
    kept = work.vault.seal(work.connection, stays, "mobile", MOBILE)
    work.vault.destroy(work.connection, gone)
    assert work.vault.open(work.connection, gone, "mobile", sealed) == ERASED
    assert work.vault.open(work.connection, stays, "mobile", kept) == MOBILE
    with pytest.raises(ErasedSubjectError):
        work.vault.seal(work.connection, gone, "mobile", MOBILE)
    left = work.connection.execute(
        text("SELECT wrapped, kek_id FROM ground.subject_key WHERE subject_id = :id"), {"id": gone}
    ).one()
    assert tuple(left) == (None, None)


def test_a_subject_erased_before_anything_was_sealed_stays_erased(work: Work) -> None:
    """An erasure request may come first; nothing of theirs is sealed afterwards."""
    subject = new_id()
    work.vault.destroy(work.connection, subject)
    with pytest.raises(ErasedSubjectError):
        work.vault.seal(work.connection, subject, "mobile", MOBILE)


def test_a_renewed_key_seals_and_the_old_one_still_opens(work: Work) -> None:
    """Data keys are renewed at least yearly (domain 5.4) without sealing everything again."""
    subject = new_id()
    old = work.vault.seal(work.connection, subject, "mobile", MOBILE)
    assert work.vault.renew_key(work.connection, subject) == 2
    new = work.vault.seal(work.connection, subject, "mobile", MOBILE)
    assert [work.vault.open(work.connection, subject, "mobile", one) for one in (old, new)] == 2 * [MOBILE]
    work.vault.destroy(work.connection, subject)
    assert [work.vault.open(work.connection, subject, "mobile", one) for one in (old, new)] == 2 * [ERASED]


def test_a_new_master_key_takes_over_and_the_old_one_can_go(work: Work) -> None:
    """Rotation: add, rewrap, drop; what was sealed before still opens."""
    subject = new_id()
    sealed = work.vault.seal(work.connection, subject, "mobile", MOBILE)
    rotated = replace(work.vault, keys=with_new_kek(work.vault.keys))
    assert rotated.rewrap(work.connection) == 1
    assert rotated.rewrap(work.connection) == 0
    only_new = replace(rotated.keys, keks={rotated.keys.current: rotated.keys.keks[rotated.keys.current]})
    assert Vault(only_new).open(work.connection, subject, "mobile", sealed) == MOBILE


def test_a_lost_key_file_is_told_even_before_anything_was_sealed(database_url: str, tmp_path: Path) -> None:
    """A start without the file makes new keys, which this database refuses; the old file opens it again."""
    settings = Settings(home=tmp_path, database_url=database_url)
    with open_ground(settings) as ground:
        kept = settings.keys.read_text()
        assert ground.vault.keys == load_or_make_keys(settings.keys, Suite.AES)
    settings.keys.unlink()
    with pytest.raises(Unavailable) as refused, open_ground(settings):
        pass
    assert refused.value.problem.code == "vault.other_keys"
    settings.keys.write_text(kept)
    with open_ground(settings):
        pass


@pytest.mark.parametrize("same_id", [False, True])
def test_another_master_key_is_told_at_the_door(work: Work, same_id: bool) -> None:
    """A restored database with somebody else's key file: a sentence, not a stack of ciphers."""
    work.vault.seal(work.connection, new_id(), "mobile", MOBILE)
    other = new_master_keys(Suite.AES)
    if same_id:
        current = work.vault.keys.current
        other = replace(other, keks={current: other.keks[other.current]}, current=current)
    with pytest.raises(Unavailable) as refused:
        Vault(other).check(work.connection)
    assert refused.value.problem.code == "vault.other_keys"
    assert "PUHUI_KEK_FILE" in refused.value.problem.sentence(Language.EN)


def test_the_blind_index_finds_equal_values_of_one_field(ground: Ground) -> None:
    """Equal within a field, different across fields and keys, and nothing like a plain hash."""
    vault = ground.vault
    assert vault.blind_index("mobile", MOBILE) == vault.blind_index("mobile", MOBILE)
    assert vault.blind_index("mobile", MOBILE) != vault.blind_index("account", MOBILE)
    assert vault.blind_index("mobile", MOBILE) != Vault(new_master_keys(Suite.AES)).blind_index(
        "mobile", MOBILE
    )
    assert len(Vault(new_master_keys(Suite.SM)).blind_index("mobile", MOBILE)) == 32


def test_the_blind_index_keeps_its_family_when_the_setting_changes(tmp_path: Path) -> None:
    """It is chosen when the keys are made; changed later, nothing would be found again."""
    file = tmp_path / "keys" / "master.json"
    first = Vault(load_or_make_keys(file, Suite.AES))
    later = Vault(load_or_make_keys(file, Suite.SM), Suite.SM)
    assert first.blind_index("mobile", MOBILE) == later.blind_index("mobile", MOBILE)


def test_the_key_file_is_private_and_made_once(tmp_path: Path) -> None:
    """Mode 600 in a 700 folder; a second start reads the same keys."""
    file = tmp_path / "keys" / "master.json"
    made = load_or_make_keys(file, Suite.AES)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert load_or_make_keys(file, Suite.AES) == made
    assert [path.name for path in file.parent.iterdir()] == ["master.json"]
    replace_keys(file, with_new_kek(made))
    assert len(load_or_make_keys(file, Suite.AES).keks) == 2
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("content", "mode", "code"),
    [
        ("{}", 0o600, "vault.keys_damaged"),
        ("", 0o600, "vault.keys_damaged"),
        ("{}", 0o644, "vault.keys_too_open"),
    ],
)
def test_a_bad_key_file_is_told_and_never_remade(tmp_path: Path, content: str, mode: int, code: str) -> None:
    """Making a new one would look like success and lose everything."""
    file = tmp_path / "master.json"
    file.write_text(content)
    file.chmod(mode)
    with pytest.raises(Unavailable) as refused:
        load_or_make_keys(file, Suite.AES)
    assert refused.value.problem.code == code
    assert file.read_text() == content


def test_keys_never_show_in_a_repr(tmp_path: Path) -> None:
    """Neither a vault nor its keys print themselves into a log."""
    keys: MasterKeys = load_or_make_keys(tmp_path / "keys" / "master.json", Suite.AES)
    shown = repr(Vault(keys))
    for key in (*keys.keks.values(), keys.blind, keys.audit):
        assert repr(key) not in shown
        assert key.hex() not in shown


def test_hmac_sm3_is_hmac() -> None:
    """GB/T 32905 under RFC 2104, computed the long way for one short key."""
    key, message = b"k" * 32, b"19900000000"
    inner = sm3(bytes(b ^ 0x36 for b in key.ljust(64, b"\0")) + message)
    assert keyed_hash(Suite.SM, key, message) == sm3(bytes(b ^ 0x5C for b in key.ljust(64, b"\0")) + inner)


@hypothesis_settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(suite=st.sampled_from(Suite), plaintext=st.binary(max_size=300), flip=st.integers(0))
def test_one_changed_bit_is_noticed(suite: Suite, plaintext: bytes, flip: int) -> None:
    """Authenticated encryption: whatever bit is flipped, it does not open."""
    key, bound = bytes(range(32)), UUID(int=1).bytes
    body = bytearray(seal(suite, key, plaintext, bound))
    assert unseal(suite, key, bytes(body), bound) == plaintext
    body[flip // 8 % len(body)] ^= 1 << flip % 8
    with pytest.raises(CannotOpenError):
        unseal(suite, key, bytes(body), bound)
