"""identity: who is at the door, by password, session or API key."""

from puhui.ground.identity.model import (
    Account,
    ApiKey,
    IssuedKey,
    IssuedSession,
    SessionLife,
    SignInLimits,
)
from puhui.ground.identity.service import (
    NOT_GRANTED,
    NewKey,
    accounts,
    create_account,
    disable_account,
    issue_key,
    keys,
    logins_of,
    revoke_key,
)
from puhui.ground.identity.sessions import (
    VISITOR,
    forget_old,
    issue_borrower_session,
    recognise,
    sign_in,
    sign_out,
    subject_of,
)
from puhui.ground.identity.tokens import csrf_of

__all__ = [
    "NOT_GRANTED",
    "VISITOR",
    "Account",
    "ApiKey",
    "IssuedKey",
    "IssuedSession",
    "NewKey",
    "SessionLife",
    "SignInLimits",
    "accounts",
    "create_account",
    "csrf_of",
    "disable_account",
    "forget_old",
    "issue_borrower_session",
    "issue_key",
    "keys",
    "logins_of",
    "recognise",
    "revoke_key",
    "sign_in",
    "sign_out",
    "subject_of",
]
