"""http: looking around an application. POST, so that nothing about anybody stands in an address."""

from puhui.graph.http.around import router

__all__ = ["router"]
