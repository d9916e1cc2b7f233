"""Which web pages may use the cookie and open sockets: those of this very site."""

from urllib.parse import urlsplit

from znatok.access.errors import ForeignOrigin

_PORTS = {"http": 80, "https": 443}


class Origins:
    """`allowed` names further origins as `https://host[:port]`: those a proxy shows to browsers."""

    def __init__(self, allowed: frozenset[str] = frozenset()) -> None:
        self._allowed = frozenset(each.rstrip("/").lower() for each in allowed)

    def check(self, origin: str | None, *, scheme: str, host: str) -> None:
        """Compare a request's Origin with its own scheme and Host.

        Browsers send Origin with every POST and every WebSocket handshake and no page can change
        it; a program without one is no browser and carries nobody else's cookie.

        Raises:
            ForeignOrigin: it is another origin, or `null`.

        """
        if origin is None or origin.lower() in self._allowed:
            return
        own = _parts(f"{scheme.replace('ws', 'http', 1)}://{host}")
        if own is None or _parts(origin) != own:
            raise ForeignOrigin


def _parts(origin: str) -> tuple[str, str, int] | None:
    try:
        parsed = urlsplit(origin)
        port = parsed.port
    except ValueError:
        return None
    if parsed.scheme not in _PORTS or parsed.hostname is None:
        return None
    return parsed.scheme, parsed.hostname, port or _PORTS[parsed.scheme]
