"""web: the edge. What a room's `http.py` uses, and nothing else (see README.md here)."""

from puhui.ground.web.access import borrower_work, work_for
from puhui.ground.web.at_once import at_once
from puhui.ground.web.credentials import (
    BORROWER_COOKIE,
    STAFF_COOKIE,
    clear_session_cookie,
    cookie_here,
    form_secrets,
    set_session_cookie,
)
from puhui.ground.web.install import install
from puhui.ground.web.lane import open_lane
from puhui.ground.web.language import LANGUAGE_COOKIE, language_of
from puhui.ground.web.limits import Limits
from puhui.ground.web.problems import ProblemResponse, answer, problem_answer
from puhui.ground.web.route import Route, Router
from puhui.ground.web.said import Said

__all__ = [
    "BORROWER_COOKIE",
    "LANGUAGE_COOKIE",
    "STAFF_COOKIE",
    "Limits",
    "ProblemResponse",
    "Route",
    "Router",
    "Said",
    "answer",
    "at_once",
    "borrower_work",
    "clear_session_cookie",
    "cookie_here",
    "form_secrets",
    "install",
    "language_of",
    "open_lane",
    "problem_answer",
    "set_session_cookie",
    "work_for",
]
