"""The content of a request as one hash, the same for an honest retry and another for anything else."""

import hashlib
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from puhui.ground.web.json_body import nul_problem
from puhui.ground.web.problems import ProblemResponse

_CHUNK_BYTES: Final = 1 << 20
_FORMS: Final = ("multipart/form-data", "application/x-www-form-urlencoded")
FORM_ONLY: Final = frozenset({"csrf_token", "idempotency_key"})


async def read_content(request: Request, *, is_signed: bool = False) -> None:
    """Read the body once and leave on `request.state` what the dependencies ask about.

    `is_signed`: somebody verifies the bytes themselves, so they are never read as a form.

    `fingerprint`: path, query and content. A form is hashed by its fields and files, because a client that
    retries an upload draws a new multipart boundary; the two fields a page's form adds are left out.
    """
    digest = hashlib.sha256(f"{request.url.path}\0{request.url.query}\0".encode())
    if not is_signed and request.headers.get("content-type", "").startswith(_FORMS):
        form = await request.form()
        await _hash_form(form, digest)
        request.state.form_csrf = _text(form, "csrf_token")
        request.state.form_key = _text(form, "idempotency_key")
    else:
        digest.update(await request.body())
    request.state.fingerprint = digest.digest()


async def _hash_form(form: FormData, digest: "hashlib._Hash") -> None:
    for name, value in form.multi_items():
        if name in FORM_ONLY:
            continue
        if isinstance(value, str):
            if "\x00" in name or "\x00" in value:
                raise ProblemResponse(nul_problem("body"), 422)
            part = hashlib.sha256(value.encode())
        else:
            part = await _hash_file(value)
        digest.update(hashlib.sha256(name.encode()).digest() + part.digest())


async def _hash_file(file: UploadFile) -> "hashlib._Hash":
    digest = hashlib.sha256((file.filename or "").encode() + b"\0")
    while chunk := await file.read(_CHUNK_BYTES):
        digest.update(chunk)
    await file.seek(0)
    return digest


def _text(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value if isinstance(value, str) else None
