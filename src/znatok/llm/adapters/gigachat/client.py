"""The maker's client. Certificates are always verified, whatever the environment says."""

import logging
from collections.abc import AsyncIterator

import httpx
from gigachat.client import GigaChatAsyncClient

from znatok.llm.adapters.gigachat.settings import GigaChatAccount
from znatok.llm.provider_settings import tls_context


def open_client(settings: GigaChatAccount) -> GigaChatAsyncClient:
    """Close it at the end. It renews its token by itself, also after a 401.

    Raises:
        ProviderSettingWrong: the file of the root certificate.

    """
    # It logs what it could not read as it came: pieces of answers.
    logging.getLogger("gigachat").setLevel(logging.CRITICAL + 1)
    client = GigaChatAsyncClient(
        base_url=settings.base_url,
        auth_url=settings.auth_url,
        credentials=settings.credentials.get_secret_value(),
        scope=settings.scope.value,
        model=settings.model,
        timeout=settings.silence_s,
        ssl_context=tls_context(settings.ca_file),
        max_retries=0,
        # The client takes what is not given here from variables GIGACHAT_*, the switch of
        # verification among them.
        verify_ssl_certs=True,
        access_token="",
        user="",
        password="",
        ca_bundle_file="",
        cert_file="",
    )
    # It knows one time limit for everything; a host that does not answer at all is told sooner.
    limits = httpx.Timeout(settings.silence_s, connect=settings.connect_s)
    for each in (client._aclient, client._auth_aclient):  # noqa: SLF001  # no public way
        each.timeout = limits
    client._aclient.event_hooks = {"response": [_cut_at_line_feeds]}  # noqa: SLF001  # as above
    return client


async def _cut_at_line_feeds(response: httpx.Response) -> None:
    """Let the client read lines of an event stream as their standard has it.

    httpx cuts where `str.splitlines` does: at U+2028, U+2029 and U+0085 too, which JSON may hold
    as they are, so that an answer with one of them would fall apart.
    """
    response.aiter_lines = lambda: _lines(response)  # type: ignore[method-assign]  # the one way in


async def _lines(response: httpx.Response) -> AsyncIterator[str]:
    held = ""
    async for text in response.aiter_text():
        *whole, held = (held + text).split("\n")
        for line in whole:
            yield line.removesuffix("\r")
    if held:
        yield held
