"""Keys of vendors: sealed with their row, shown by their last characters only."""

import json
from collections.abc import Mapping

from znatok.llm.routing.model import ProviderId
from znatok.platform.crypto import Place, Sealer

_SHOWN = 4
_LONG_ENOUGH = 12  # of a shorter one the last four would be a good part


def seal(
    sealer: Sealer, secrets: Mapping[str, str], provider_id: ProviderId, version: int
) -> str | None:
    """All secrets of one provider; None of none."""
    if not secrets:
        return None
    return sealer.seal(json.dumps(dict(secrets)), _place(provider_id, version))


def unseal(
    sealer: Sealer, sealed: str | None, provider_id: ProviderId, version: int
) -> dict[str, str]:
    """What was sealed. Raises SecretUnreadable."""
    if sealed is None:
        return {}
    opened: dict[str, str] = json.loads(sealer.open(sealed, _place(provider_id, version)))
    return opened


def tails(secrets: Mapping[str, str]) -> dict[str, str]:
    """The last four characters of each, by which a person knows the key again."""
    return {
        name: value[-_SHOWN:] if len(value) >= _LONG_ENOUGH else ""
        for name, value in secrets.items()
    }


def _place(provider_id: ProviderId, version: int) -> Place:
    return Place("llm_providers", str(provider_id), "sealed", version)
