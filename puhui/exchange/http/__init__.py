"""What partners call, version 1, and what staff see of it.

Bodies are read by this room alone, after the signature over their raw bytes was verified.
"""

from puhui.exchange.http.institution import router as institution_router
from puhui.exchange.http.platform import router as platform_router
from puhui.exchange.http.staff import router

__all__ = ["institution_router", "platform_router", "router"]
