"""Which outside providers this installation asks. Without one nobody is verified, and everything refers."""

from puhui.evidence import HttpClient, HttpProvider
from puhui.ground import Ground


def provider_of(ground: Ground, standin_url: str | None = None) -> HttpProvider | None:
    """The configured provider, in a demo the stand-in, or none (fail closed)."""
    settings = ground.settings
    if settings.provider_url:
        client = HttpClient(settings.provider_url, api_key=settings.provider_key)
        return HttpProvider(client, ground.clock, name="configured")
    return HttpProvider(HttpClient(standin_url), ground.clock) if standin_url else None
