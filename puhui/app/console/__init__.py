"""console: the built console of `web/`, served at `/console/` beside the API it talks to."""

from puhui.app.console.serving import mount_console

__all__ = ["mount_console"]
