"""pages: what a borrower sees, rendered on the server; every page works without JavaScript."""

from puhui.app.pages.mounting import mount_pages

__all__ = ["mount_pages"]
