"""files: tables of any size through the cascade, piece by piece in bounded memory."""

from puhui.identify.industry.files.answering import Summary, answer_file

__all__ = ["Summary", "answer_file"]
