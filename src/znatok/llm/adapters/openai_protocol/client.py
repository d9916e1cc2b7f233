"""The maker's client, with nothing read from the environment and nothing tried again."""

import logging
from collections.abc import Mapping

import httpx2
from openai import AsyncOpenAI

from znatok.llm.provider_settings import ProviderSettings, tls_context

_MAX_CONNECTIONS = 100
_NO_KEY = "none"  # the client insists on one


def open_client(
    settings: ProviderSettings,
    *,
    base_url: str,
    api_key: str | None,
    project: str | None = None,
    headers: Mapping[str, str] | None = None,
    keeps_alive: bool = True,
) -> AsyncOpenAI:
    """Close it at the end. Certificates are always verified.

    `keeps_alive`: whether a connection serves the next answer too.

    Raises:
        ProviderSettingWrong: the file of the root certificate.

    """
    # The client writes whole requests, texts of documents among them, at the level DEBUG.
    logging.getLogger("openai").setLevel(logging.WARNING)
    client = AsyncOpenAI(
        api_key=api_key or _NO_KEY,
        base_url=base_url,
        max_retries=0,
        default_headers=headers,
        http_client=httpx2.AsyncClient(
            verify=tls_context(settings.ca_file),
            timeout=httpx2.Timeout(settings.silence_s, connect=settings.connect_s),
            limits=httpx2.Limits(
                max_connections=_MAX_CONNECTIONS,
                max_keepalive_connections=_MAX_CONNECTIONS if keeps_alive else 0,
            ),
            follow_redirects=False,
            event_hooks={"request": [] if api_key else [_without_key]},
        ),
    )
    # Both would come from variables of the environment otherwise.
    client.organization = None
    client.project = project
    return client


async def _without_key(request: httpx2.Request) -> None:
    """A server without keys may still refuse one that it does not know."""
    del request.headers["Authorization"]
