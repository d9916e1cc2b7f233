"""Settings: one frozen tree, read by entrypoints only and passed down in pieces.

Sources, the first wins: arguments, `ZNATOK_*` environment variables (`__` between levels), `.env`,
a TOML file (`ZNATOK_CONFIG`, else `znatok.toml` in the working directory), the defaults below.
"""

import difflib
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from znatok.kernel.errors import Invalid

_PREFIX = "ZNATOK_"
_CONFIG = "ZNATOK_CONFIG"


class BadSettings(Invalid):
    slug = "bad-settings"
    ru = "Настройка {name}: {reason}"
    en = "Setting {name}: {reason}"


class Part(BaseModel):
    """A branch of the tree."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ServerSettings(Part):
    """Where the server listens, and as how many processes."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8080
    processes: Annotated[int, Field(ge=1, le=64)] = 1


class DatabaseSettings(Part):
    """`url`: an SQLAlchemy async URL; None means SQLite in the data folder."""

    url: SecretStr | None = None


class IndexSettings(Part):
    """`exact` holds vectors in memory (to about 200,000 fragments), `lancedb` on disk.

    `build_rest`: seconds of rest a second of work while a second index is built beside the first.
    `keep_former_days`: how long an index is kept to go back to; each upload is embedded twice then.
    """

    engine: Literal["exact", "lancedb"] = "exact"
    build_rest: Annotated[float, Field(ge=0, le=100)] = 0.5
    keep_former_days: Annotated[float, Field(ge=0, le=365)] = 14


class EmbeddingServer(Part):
    """A server inside the company's perimeter that speaks OpenAI's protocol.

    `base_url`: up to /v1. The prefixes are the words that a model was trained with ("query: ").
    """

    base_url: str
    model: str
    dimension: Annotated[int, Field(ge=1, le=16_384)]
    api_key: SecretStr | None = None
    query_prefix: str = ""
    passage_prefix: str = ""
    window_tokens: Annotated[int, Field(ge=64)] = 512


class EmbeddingSettings(Part):
    """`variant`: None chooses by the processor. `threads`: of one inference.

    `servers`, a JSON list of `base_url`, `model`, `dimension` and more: what the index may be
    switched to beside the model that is shipped. They must stand inside the company's perimeter:
    every document is sent there.
    """

    variant: Literal["int8", "4-bit"] | None = None
    threads: Annotated[int, Field(ge=1, le=64)] = 1
    servers: tuple[EmbeddingServer, ...] = ()


class RerankerSettings(Part):
    """A cross-encoder that reads the best of a search again; off while no `path` is given.

    `path`: a folder with `model.onnx` and `tokenizer.json`. `depth`: how many passages it reads.
    `budget_ms`: after this it is done without. `weight`: its share of a passage's score.
    """

    path: Path | None = None
    threads: Annotated[int, Field(ge=1, le=64)] = 1
    depth: Annotated[int, Field(ge=2, le=20)] = 20
    budget_ms: Annotated[int, Field(ge=1, le=60_000)] = 500
    weight: Annotated[float, Field(ge=0, le=1)] = 0.5


class CacheSettings(Part):
    """What each process remembers; 0 switches a memory off. `*_mb`: 10^6 bytes, of each process.

    A question's vector takes 2 kB, an answer about 5 kB.
    """

    embedding_hours: Annotated[float, Field(ge=0, le=720)] = 24
    embedding_mb: Annotated[int, Field(ge=0)] = 20
    answer_minutes: Annotated[float, Field(ge=0, le=1_440)] = 60
    answer_mb: Annotated[int, Field(ge=0)] = 20


class SessionSettings(Part):
    """Lifetimes of sign-in tokens."""

    access_minutes: Annotated[int, Field(ge=1, le=1_440)] = 15
    refresh_days: Annotated[int, Field(ge=1, le=365)] = 14


class UploadSettings(Part):
    """Limits of what is taken in.

    Of one reading process, for one file: `parse_seconds` by the clock, `parse_cpu_seconds` of the
    processor (all threads together), `parse_memory_bytes` of address space. `max_characters` of
    text come out of a file. Packed content, archives and office files alike, may grow to
    `max_unpacked_bytes`, and `max_unpack_ratio` times; an archive may hold `max_archive_files`, in
    `max_archive_depth` archives one in another.

    Pages without a sound text layer are recognised by Tesseract (`ocr`: "auto" where it is
    installed, "off" never) in `ocr_languages` (Tesseract's names, joined by +), each for at most
    `ocr_page_seconds`, at most `ocr_max_pages` of a file; `parse_seconds` count anew for each.

    Old Word, Excel and PowerPoint files, RTF and OpenDocument are converted by LibreOffice
    (`office`: "auto" where it is installed, "off" never), a file for at most `office_seconds`;
    without it they are read without computed clause numbers and number formats.
    """

    max_file_bytes: Annotated[int, Field(ge=1)] = 200 * 1024 * 1024
    parse_seconds: Annotated[int, Field(ge=1)] = 180
    parse_cpu_seconds: Annotated[int, Field(ge=1)] = 360
    parse_memory_bytes: Annotated[int, Field(ge=64 * 1024 * 1024)] = 4 * 1024 * 1024 * 1024
    max_characters: Annotated[int, Field(ge=1)] = 50_000_000
    max_unpacked_bytes: Annotated[int, Field(ge=1)] = 1024 * 1024 * 1024
    max_unpack_ratio: Annotated[int, Field(ge=2)] = 300
    max_archive_files: Annotated[int, Field(ge=1)] = 2_000
    max_archive_depth: Annotated[int, Field(ge=1, le=10)] = 3
    ocr: Literal["auto", "off"] = "auto"
    ocr_languages: Annotated[str, Field(pattern=r"^[a-z_]+(\+[a-z_]+)*$")] = "rus+eng"
    ocr_page_seconds: Annotated[float, Field(gt=0)] = 30
    ocr_max_pages: Annotated[int, Field(ge=0)] = 500
    office: Literal["auto", "off"] = "auto"
    office_seconds: Annotated[float, Field(gt=0)] = 60


class FolderSettings(Part):
    """Watched folders. `roots`, a JSON list: only folders inside these may be watched; `[]`: none.

    `removal_delay_minutes`: how long a file must be missing before its document is deleted.
    """

    roots: tuple[Path, ...] = ()
    removal_delay_minutes: Annotated[float, Field(ge=0, le=10_080)] = 10


class AnswerSettings(Part):
    """Confidence from which an answer is given, and from which a possible one is, marked so.

    `possible_from`: None is where the calibration puts it (analytics/calibration). The rest is of
    answers that language models write: `unsupported`: statements that no source bears are left out
    or shown with a mark; `courtesies`: models also answer greetings and questions about Znatok;
    `max_tokens`: of one answer.
    """

    answer_from: Annotated[float, Field(ge=0, le=1)] = 0.5
    possible_from: Annotated[float, Field(ge=0, le=1)] | None = None
    unsupported: Literal["drop", "flag"] = "drop"
    courtesies: bool = False
    max_tokens: Annotated[int, Field(ge=64, le=32_000)] = 1_024


class QualitySettings(Part):
    """Runs of the golden questions. `nightly_hour`: of the server's local time, -1 for never.

    A run starts also once `rerun_after_documents` documents have changed (0: never) or a new
    version is started, and nothing has changed for `calm_minutes`. `rest`: seconds of rest a second
    of work. `max_drop`: by how much the share of right answers may fall before the gate closes.
    """

    nightly_hour: Annotated[int, Field(ge=-1, le=23)] = 3
    rerun_after_documents: Annotated[int, Field(ge=0)] = 25
    calm_minutes: Annotated[float, Field(ge=0)] = 10
    rest: Annotated[float, Field(ge=0, le=100)] = 1.0
    kept_runs: Annotated[int, Field(ge=2, le=10_000)] = 60
    max_drop: Annotated[float, Field(ge=0, le=1)] = 0.02


class DictionarySettings(Part):
    """`builtin`: whether the general shorthand of Russian business is understood."""

    builtin: bool = True


class SecretsSettings(Part):
    """The master key that seals stored secrets: 32 bytes in base64, given here or in a file.

    Without either it is made at the first start in the data folder, as `master.key`. Keep a copy
    of it apart from the database's: without it the stored keys must be entered anew.
    """

    key: SecretStr | None = None
    key_file: Path | None = None


class LlmProviderSettings(Part):
    """A provider of a language model that needs no person to set it up.

    `kind` and `options` as on the page «Модели»; `classes`: None is the usual of its region.
    `notification_*`: of a transfer across the border; without them a foreign one is not asked.
    """

    name: Annotated[str, Field(min_length=1, max_length=100)]
    kind: str
    options: dict[str, Any] = Field(repr=False)
    streams: Annotated[int, Field(ge=1, le=10_000)] | None = None
    classes: frozenset[Literal["public", "internal", "personal", "secret"]] | None = None
    notification_number: str | None = None
    notification_date: date | None = None
    notification_adequate: bool = False


class LlmSettings(Part):
    """Language models. `providers`: asked in this order, before those added on the page.

    `keep_calls_days`: how long the record of single calls is kept.
    """

    providers: tuple[LlmProviderSettings, ...] = ()
    keep_calls_days: Annotated[int, Field(ge=31, le=3_650)] = 400


class PrivacySettings(Part):
    """Where personal data may be. `allow_foreign`: whether models abroad may be asked at all.

    Each such model also needs the number and date of its notification to Роскомнадзор (152-ФЗ,
    art. 12). `database_region`, `files_region`: where the database and the data folder are; the
    program does not start over a store abroad (art. 18, part 5).
    """

    allow_foreign: bool = False
    database_region: Literal["local", "russia", "foreign"] = "local"
    files_region: Literal["local", "russia", "foreign"] = "local"


class LogSettings(Part):
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    json_lines: bool = True


class Settings(BaseSettings):
    """The whole tree."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_nested_delimiter="__",
        env_file=".env",
        env_file_encoding="utf-8",
        frozen=True,
        extra="forbid",
    )

    data_dir: Path = Path("data")
    demo: bool = False
    server: ServerSettings = ServerSettings()
    database: DatabaseSettings = DatabaseSettings()
    index: IndexSettings = IndexSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    reranker: RerankerSettings = RerankerSettings()
    cache: CacheSettings = CacheSettings()
    sessions: SessionSettings = SessionSettings()
    upload: UploadSettings = UploadSettings()
    folders: FolderSettings = FolderSettings()
    answers: AnswerSettings = AnswerSettings()
    quality: QualitySettings = QualitySettings()
    dictionary: DictionarySettings = DictionarySettings()
    secrets: SecretsSettings = SecretsSettings()
    llm: LlmSettings = LlmSettings()
    privacy: PrivacySettings = PrivacySettings()
    log: LogSettings = LogSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic names it
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = Path(os.environ.get(_CONFIG, "znatok.toml"))
        toml = TomlConfigSettingsSource(settings_cls, toml_file=file)
        return init_settings, env_settings, dotenv_settings, toml

    @property
    def database_url(self) -> str:
        """The effective URL of the database; holds its password, so never log it."""
        if self.database.url is not None:
            return self.database.url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.data_dir / 'znatok.sqlite'}"


def read_settings(**given: object) -> Settings:
    """The effective settings; `given` holds what the command line says, None meaning nothing.

    Raises:
        BadSettings: a name is unknown (the nearest right one is suggested) or a value is wrong.

    """
    _refuse_unknown_names(os.environ)
    config = os.environ.get(_CONFIG)
    if config is not None and not Path(config).is_file():
        raise BadSettings(name=_CONFIG, reason=f"no such file: {config}")
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # values are checked by the model itself
    except ValidationError as error:
        first = error.errors()[0]
        name = _PREFIX + "__".join(str(part) for part in first["loc"]).upper()
        raise BadSettings(name=name, reason=_reason(first, name)) from None  # it repeats values


def known_names() -> frozenset[str]:
    """Every environment variable that the settings understand."""
    return frozenset(_names(Settings, _PREFIX)) | {_CONFIG}


def _names(model: type[BaseModel], prefix: str) -> list[str]:
    names = []
    for name, field in model.model_fields.items():
        full = f"{prefix}{name.upper()}"
        names.append(full)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            names += _names(field.annotation, f"{full}__")
    return names


def _refuse_unknown_names(environment: Mapping[str, str]) -> None:
    known = known_names()
    for name in environment:
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            raise BadSettings(name=name, reason=_suggestion(name.upper(), known))


def _suggestion(name: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"no such setting; did you mean {near[0]}?" if near else "no such setting"


def _reason(error: Any, name: str) -> str:
    if error["type"] == "extra_forbidden":
        return _suggestion(name, known_names())
    return str(error["msg"])
