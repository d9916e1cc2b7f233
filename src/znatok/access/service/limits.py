"""How often a password may be guessed from one network address."""

import ipaddress
from collections import OrderedDict, deque
from datetime import datetime, timedelta

_IPV6_SITE = 64  # bits: one subscriber has a /64 at least (RFC 6177), all of it is one guesser
_REMEMBERED = 50_000  # addresses; the longest silent are forgotten first


def source_of(address: str) -> str:
    """What counts as one source: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, _IPV6_SITE), strict=False))
    return str(parsed)


class SlidingWindow:
    """Failed tries of each source within the last `window`, counted in this process."""

    def __init__(self, *, limit: int, window: timedelta) -> None:
        self._limit = limit
        self._window = window
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()

    def reserve(self, source: str, now: datetime) -> timedelta | None:
        """Count a try as failed; or the time to wait, when too many failures stand already."""
        tries = self._tries.setdefault(source, deque())
        self._tries.move_to_end(source)
        while tries and tries[0] <= now - self._window:
            tries.popleft()
        if len(tries) >= self._limit:
            return max(tries[0] + self._window - now, timedelta(seconds=1))
        tries.append(now)
        if len(self._tries) > _REMEMBERED:
            self._tries.popitem(last=False)
        return None

    def forgive(self, source: str, reserved_at: datetime) -> None:
        """Take one try back: it has succeeded. The failures of others behind it stay."""
        tries = self._tries.get(source)
        if tries and reserved_at in tries:
            tries.remove(reserved_at)
