"""The products that a provider can be of, and the form of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, get_args

from pydantic import SecretStr

from znatok.llm.errors import ProviderSettingWrong
from znatok.llm.model import Region
from znatok.llm.ports import ChatModel
from znatok.llm.provider_settings import ProviderSettings
from znatok.llm.providers.errors import UnknownKind


class OpenedModel(ChatModel, Protocol):
    """A model with its connections open."""

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """`settings`: its form. `region`: where the vendor is, None where a setting says.

    `streams`: how many at once the vendor allows at first, `streams_of` the same by the settings
    where it depends on them. `open` makes a model that must be
    closed at the end; it takes settings of this very class, and raises ProviderSettingWrong.
    """

    slug: str
    ru: str
    en: str
    settings: type[ProviderSettings]
    open: Callable[[Any], OpenedModel]
    region: Region | None
    streams: int
    streams_of: Callable[[Any], int] | None = None

    @property
    def secrets(self) -> frozenset[str]:
        """Names of the settings that are never shown."""
        fields = self.settings.model_fields.items()
        return frozenset(name for name, field in fields if _is_secret(field.annotation))

    def opened(self, options: Mapping[str, Any]) -> OpenedModel:
        """A model of these options, secrets among them.

        Raises:
            ProviderSettingWrong: naming the setting.

        """
        return self.open(self.settings.parse(options))

    def usual_streams(self, options: Mapping[str, Any]) -> int:
        """How many at once these options allow, secrets among them."""
        if self.streams_of is None:
            return self.streams
        return self.streams_of(self.settings.parse(options))

    def split(self, options: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str | None]]:
        """Options that may be shown, and the secrets among them; a blank one is not given.

        Raises:
            ProviderSettingWrong: a secret is no text.

        """
        names = self.secrets
        shown = {name: value for name, value in options.items() if name not in names}
        given: dict[str, str | None] = {}
        for name in names & options.keys():
            value = options[name]
            if value is not None and not isinstance(value, str):
                raise ProviderSettingWrong(setting=name, ru="нужен текст", en="a text is needed")
            if value is None or value.strip():
                given[name] = None if value is None else value.strip()
        return shown, given


class Kinds:
    """All of them, in the order in which a page lists them."""

    def __init__(self, *kinds: Kind) -> None:
        self.all = kinds
        self._named = {each.slug: each for each in kinds}

    def named(self, slug: str) -> Kind:
        """Raises UnknownKind."""
        kind = self._named.get(slug)
        if kind is None:
            raise UnknownKind(kind=slug, known=", ".join(self._named))
        return kind


def _is_secret(annotation: object) -> bool:
    return annotation is SecretStr or SecretStr in get_args(annotation)
