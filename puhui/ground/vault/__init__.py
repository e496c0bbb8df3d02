"""vault: sensitive values sealed under a key of their own subject."""

from puhui.ground.vault.cipher import CannotOpenError
from puhui.ground.vault.keyring import Keyring
from puhui.ground.vault.keys import (
    MasterKeys,
    load_or_make_keys,
    login_password,
    new_master_keys,
    replace_keys,
    with_new_kek,
)
from puhui.ground.vault.suite import Suite
from puhui.ground.vault.vault import ERASED, Erased, ErasedSubjectError, Vault

__all__ = [
    "ERASED",
    "CannotOpenError",
    "Erased",
    "ErasedSubjectError",
    "Keyring",
    "MasterKeys",
    "Suite",
    "Vault",
    "load_or_make_keys",
    "login_password",
    "new_master_keys",
    "replace_keys",
    "with_new_kek",
]
