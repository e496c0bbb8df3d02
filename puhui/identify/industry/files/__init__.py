"""files: tables of any size through the cascade, piece by piece in bounded memory."""

from puhui.identify.industry.files.answering import Summary, answer_file
from puhui.identify.industry.files.beside import Beside

__all__ = ["Beside", "Summary", "answer_file"]
