"""The maker's client, with nothing read from the environment and nothing tried again."""

import logging
from collections.abc import Mapping

import httpx2
from openai import AsyncOpenAI, Omit

from znatok.llm.provider_settings import ProviderSettings, tls_context

_MAX_CONNECTIONS = 100
_NO_KEY = "none"  # the client insists on one; the header is left out


def open_client(
    settings: ProviderSettings,
    *,
    base_url: str,
    api_key: str | None,
    project: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> AsyncOpenAI:
    """Close it at the end. Certificates are always verified.

    Raises:
        ProviderSettingWrong: the file of the root certificate.

    """
    # The client writes whole requests, texts of documents among them, at the level DEBUG.
    logging.getLogger("openai").setLevel(logging.WARNING)
    sent: dict[str, str | Omit] = dict(headers or {})
    if not api_key:
        sent["Authorization"] = Omit()
    client = AsyncOpenAI(
        api_key=api_key or _NO_KEY,
        base_url=base_url,
        max_retries=0,
        default_headers=sent,  # type: ignore[arg-type]  # the client's own type for "leave it out"
        http_client=httpx2.AsyncClient(
            verify=tls_context(settings.ca_file),
            timeout=httpx2.Timeout(settings.silence_s, connect=settings.connect_s),
            limits=httpx2.Limits(max_connections=_MAX_CONNECTIONS),
            follow_redirects=False,
        ),
    )
    # Both would come from variables of the environment otherwise.
    client.organization = None
    client.project = project
    return client
