import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from znatok.platform.settings import BadSettings, Settings, known_names, read_settings


@pytest.fixture(autouse=True)
def _bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither variables nor files of the machine the tests run on."""
    for name in known_names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_source_the_defaults_hold() -> None:
    settings = read_settings()
    assert settings.server.port == 8080
    assert settings.demo is False
    assert settings.database_url == "sqlite+aiosqlite:///data/znatok.sqlite"


def test_each_source_wins_over_the_ones_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "znatok.toml").write_text('data_dir = "toml"\n[server]\nport = 1\nprocesses = 2\n')
    assert read_settings().data_dir == Path("toml")
    (tmp_path / ".env").write_text("ZNATOK_DATA_DIR=dotenv\nZNATOK_SERVER__PORT=3\n")
    assert read_settings().data_dir == Path("dotenv")
    monkeypatch.setenv("ZNATOK_DATA_DIR", "environment")
    assert read_settings().data_dir == Path("environment")
    settings = read_settings(data_dir=Path("argument"))
    assert settings.data_dir == Path("argument")
    assert (settings.server.port, settings.server.processes) == (3, 2)


def test_an_argument_that_was_not_given_overrides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZNATOK_DATA_DIR", "environment")
    assert read_settings(data_dir=None, demo=None).data_dir == Path("environment")


def test_names_of_a_branch_are_joined_by_two_underscores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZNATOK_ANSWERS__ANSWER_FROM", "0.7")
    monkeypatch.setenv("ZNATOK_LOG__JSON_LINES", "false")
    settings = read_settings()
    assert settings.answers.answer_from == 0.7
    assert settings.log.json_lines is False


@pytest.mark.parametrize(
    ("mistyped", "right"),
    [
        ("ZNATOK_SERVER__PROT", "ZNATOK_SERVER__PORT"),
        ("ZNATOK_SERVER_PORT", "ZNATOK_SERVER__PORT"),
        ("ZNATOK_DATADIR", "ZNATOK_DATA_DIR"),
        ("ZNATOK_LOG__LEVLE", "ZNATOK_LOG__LEVEL"),
    ],
)
def test_a_mistyped_name_stops_the_start_and_names_the_nearest_right_one(
    monkeypatch: pytest.MonkeyPatch, mistyped: str, right: str
) -> None:
    monkeypatch.setenv(mistyped, "1")
    with pytest.raises(BadSettings) as caught:
        read_settings()
    for language in ("ru", "en"):
        assert mistyped in caught.value.message(language)
        assert right in caught.value.message(language)


def test_a_name_like_no_other_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZNATOK_QQQQQQQQQQQQQQQQQQQQQQQQQQQQ", "1")
    with pytest.raises(BadSettings, match="no such setting"):
        read_settings()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (".env", "ZNATOK_SERVER__PROT=1\n"),
        ("znatok.toml", "[server]\nprot = 1\n"),
        ("znatok.toml", "serverr = 1\n"),
    ],
)
def test_a_mistyped_name_in_a_file_stops_the_start_too(
    tmp_path: Path, file: str, text: str
) -> None:
    (tmp_path / file).write_text(text)
    with pytest.raises(BadSettings, match="did you mean ZNATOK_SERVER"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZNATOK_SERVER__PORT", "70000"),
        ("ZNATOK_SERVER__PORT", "eighty"),
        ("ZNATOK_INDEX__ENGINE", "magic"),
        ("ZNATOK_ANSWERS__ANSWER_FROM", "1.5"),
        ("ZNATOK_DEMO", "perhaps"),
    ],
)
def test_a_wrong_value_names_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as caught:
        read_settings()
    assert caught.value.details["name"] == name
    assert name in caught.value.message("ru")


def test_a_named_file_that_is_not_there_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZNATOK_CONFIG", "absent.toml")
    with pytest.raises(BadSettings, match=r"ZNATOK_CONFIG.*absent\.toml"):
        read_settings()


def test_a_file_may_lie_anywhere_when_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere.toml").write_text('[log]\nlevel = "DEBUG"\n')
    monkeypatch.setenv("ZNATOK_CONFIG", str(tmp_path / "elsewhere.toml"))
    assert read_settings().log.level == "DEBUG"


def test_secrets_are_hidden_wherever_settings_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql+asyncpg://znatok:открытый-пароль@db/znatok"
    monkeypatch.setenv("ZNATOK_DATABASE__URL", url)
    settings = read_settings()
    shown = json.dumps(settings.model_dump(mode="json"), ensure_ascii=False)
    assert "открытый-пароль" not in shown + repr(settings) + str(settings)
    assert settings.database_url == url


def test_settings_cannot_be_changed_once_read() -> None:
    settings = Settings()
    with pytest.raises(ValidationError):
        settings.server.port = 1
    with pytest.raises(ValidationError):
        settings.demo = True
