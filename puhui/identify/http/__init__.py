"""http: the API of this room. Asking keeps nothing; files, the queue and corrections do."""

from puhui.identify.http.asking import router as asking
from puhui.identify.http.files import router as files
from puhui.identify.http.people import router as people
from puhui.identify.http.unsure import router as unsure

__all__ = ["asking", "files", "people", "unsure"]
