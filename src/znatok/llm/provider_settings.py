"""What every provider of language models is configured with; an adapter adds its own.

The admin's form is rendered from the JSON Schema of these models. `parse` is how values from a form
or a store become settings: what is wrong with them is one sentence that names the setting.
"""

import ipaddress
import re
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from znatok.llm.errors import ProviderSettingWrong
from znatok.llm.model import Price

_CONNECT_S = 10.0
_SILENCE_S = 120.0
_HEADER = re.compile(r"[!-~]+")  # what can stand in a header


class PriceSettings(BaseModel):
    """Roubles for a million tokens by the company's own contract; vendors change their lists."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: float = Field(default=0.0, ge=0, title="Запрос, руб. за миллион токенов")
    completion: float = Field(default=0.0, ge=0, title="Ответ, руб. за миллион токенов")
    cached: float = Field(default=0.0, ge=0, title="Запрос из кэша, руб. за миллион токенов")

    def price(self) -> Price:
        return Price(self.prompt, self.completion, self.cached)


class ProviderSettings(BaseModel):
    """`silence_s`: between two pieces of an answer; the whole answer's time is the caller's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(title="Модель", min_length=1)
    ca_file: Path | None = Field(
        default=None,
        title="Файл корневого сертификата (PEM)",
        description="К доверенным системой добавляется этот; проверка не отключается.",
    )
    connect_s: float = Field(default=_CONNECT_S, gt=0, title="Ожидание соединения, с")
    silence_s: float = Field(default=_SILENCE_S, gt=0, title="Ожидание следующей части ответа, с")
    context_tokens: int | None = Field(
        default=None, gt=0, title="Окно модели, токенов", description="Пусто: как у поставщика."
    )
    price: PriceSettings = Field(default=PriceSettings(), title="Цена по договору")

    @classmethod
    def parse(cls, values: Mapping[str, Any]) -> Self:
        """Settings of these values.

        Raises:
            ProviderSettingWrong: naming the first setting that is wrong or missing.

        """
        try:
            settings = cls.model_validate(dict(values))
        except ValidationError as error:
            # Without the cause: it repeats the value, which may be a key.
            raise _sentence(error) from None
        settings.verify()
        return settings

    def verify(self) -> None:
        """What a type cannot say. Raises: ProviderSettingWrong."""
        if self.ca_file is not None:
            _trust(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), self.ca_file)
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, SecretStr) and not _HEADER.fullmatch(value.get_secret_value()):
                raise ProviderSettingWrong(
                    setting=name,
                    ru="ключ состоит из латинских букв, цифр и знаков без пробелов",
                    en="a key consists of Latin letters, digits and signs without spaces",
                )

    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in a message."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return tuple(
            each.get_secret_value()
            for each in values
            if isinstance(each, SecretStr) and each.get_secret_value()
        )


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """Trust in what the system trusts and in `ca_file`. There is no context that does not verify.

    Raises:
        ProviderSettingWrong: `ca_file` is missing or is not a certificate.

    """
    context = ssl.create_default_context()
    if ca_file is not None:
        _trust(context, ca_file)
    return context


def _trust(context: ssl.SSLContext, ca_file: Path) -> None:
    """Raises ProviderSettingWrong."""
    try:
        context.load_verify_locations(cafile=ca_file)
    except ssl.SSLError:
        raise ProviderSettingWrong(
            setting="ca_file",
            ru=f"файл {ca_file.name} не сертификат в формате PEM",
            en=f"the file {ca_file.name} is not a certificate in PEM format",
        ) from None
    except OSError:
        raise ProviderSettingWrong(
            setting="ca_file",
            ru=f"файл {ca_file.name} не найден или не читается",
            en=f"the file {ca_file.name} is missing or cannot be read",
        ) from None


def checked_url(url: str, setting: str, *, open_network: bool) -> str:
    """`url` without its last slash, once it is sound.

    `open_network`: a server of the company's own; a vendor's is reached by TLS only, but for a
    loopback address.

    Raises:
        ProviderSettingWrong: it is no address, carries a password, or would send the key in clear.

    """
    try:
        parts = urlsplit(url.strip())
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        raise ProviderSettingWrong(
            setting=setting,
            ru="нужен адрес вида https://сервер/путь",
            en="an address like https://server/path is needed",
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ProviderSettingWrong(
            setting=setting,
            ru="в адресе не должно быть пароля, вопроса и решётки",
            en="the address must carry no password, query or fragment",
        )
    if parts.scheme == "http" and not open_network and not _is_loopback(host):
        raise ProviderSettingWrong(
            setting=setting,
            ru="адрес поставщика должен начинаться с https, иначе ключ уйдёт открыто",
            en="a vendor's address must begin with https, or the key would travel in clear",
        )
    return url.strip().rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _sentence(error: ValidationError) -> ProviderSettingWrong:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    setting = ".".join(str(part) for part in first["loc"]) or "?"
    kind = first["type"]
    if kind == "missing" or kind.endswith("too_short"):
        return ProviderSettingWrong(setting=setting, ru="не заполнена", en="is not filled in")
    if kind == "extra_forbidden":
        return ProviderSettingWrong(setting=setting, ru="такой настройки нет", en="is not known")
    return ProviderSettingWrong(
        setting=setting, ru="значение не подходит", en=f"does not fit: {first['msg']}"
    )
