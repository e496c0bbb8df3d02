"""Where the built console lies: in a clone under `web/dist`, in a wheel inside this package."""

import gzip
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent
IN_CLONE: Final = _HERE.parents[2] / "web" / "dist"
IN_WHEEL: Final = _HERE / "built"
_WORTH_PACKING: Final = frozenset({".js", ".css", ".html", ".svg", ".json"})
_KEPT_FILES: Final = 256


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file of the console as it is sent; `packed` where gzip makes it smaller."""

    content: bytes
    packed: bytes | None
    media_type: str


def built_console() -> Path | None:
    """The folder with `index.html`, or None where nothing was built. A clone's own build comes first."""
    return next((folder for folder in (IN_CLONE, IN_WHEEL) if (folder / "index.html").is_file()), None)


def built_file(folder: Path, path: str) -> BuiltFile | None:
    """A file of the build; None for one that is not there or lies outside the folder."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        return None
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=_KEPT_FILES)
def _read(file: Path, _written_ns: int) -> BuiltFile:
    """Read and packed once; a newer file is another entry."""
    content = file.read_bytes()
    packed = gzip.compress(content, 6, mtime=0) if file.suffix in _WORTH_PACKING else None
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return BuiltFile(content, packed, media_type)
