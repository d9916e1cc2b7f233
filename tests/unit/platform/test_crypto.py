import base64
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from znatok.platform.crypto import Place, Sealer, SecretUnreadable, open_sealer
from znatok.platform.settings import BadSettings, SecretsSettings

PLACE = Place("llm_providers", "7", "secrets", 3)


@pytest.fixture
def sealer() -> Sealer:
    return Sealer(bytes(range(32)))


@given(secret=st.text())
def test_opens_what_it_sealed(secret: str) -> None:
    sealer = Sealer(bytes(32))
    assert sealer.open(sealer.seal(secret, PLACE), PLACE) == secret


def test_never_seals_alike_and_never_shows_the_secret(sealer: Sealer) -> None:
    one, other = sealer.seal("ключ-1234", PLACE), sealer.seal("ключ-1234", PLACE)
    assert one != other
    assert "1234" not in one


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(PLACE, table="users"),
        replace(PLACE, row="8"),
        replace(PLACE, column="name"),
        replace(PLACE, version=4),
    ],
)
def test_a_seal_opens_at_its_own_place_only(sealer: Sealer, elsewhere: Place) -> None:
    with pytest.raises(SecretUnreadable):
        sealer.open(sealer.seal("ключ", PLACE), elsewhere)


@pytest.mark.parametrize("sealed", ["", "1.", "1.!!!!", "2.AAAA", "ключ", "1." + "A" * 80])
def test_refuses_what_is_no_seal(sealer: Sealer, sealed: str) -> None:
    with pytest.raises(SecretUnreadable):
        sealer.open(sealed, PLACE)


def test_another_master_key_opens_nothing(sealer: Sealer) -> None:
    with pytest.raises(SecretUnreadable):
        Sealer(bytes(32)).open(sealer.seal("ключ", PLACE), PLACE)


def test_makes_the_master_key_once_and_lets_nobody_else_read_it(tmp_path: Path) -> None:
    sealed = open_sealer(SecretsSettings(), tmp_path).seal("ключ", PLACE)
    assert open_sealer(SecretsSettings(), tmp_path).open(sealed, PLACE) == "ключ"
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o400


def test_takes_the_master_key_from_the_settings_or_a_file(tmp_path: Path) -> None:
    text = base64.b64encode(bytes(range(32))).decode()
    file = tmp_path / "elsewhere"
    file.write_text(text + "\n")
    sealed = open_sealer(SecretsSettings(key=SecretStr(text)), tmp_path).seal("ключ", PLACE)
    assert open_sealer(SecretsSettings(key_file=file), tmp_path).open(sealed, PLACE) == "ключ"


def test_names_the_setting_of_a_bad_master_key(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="ZNATOK_SECRETS__KEY:") as refused:
        open_sealer(SecretsSettings(key=SecretStr("короткий")), tmp_path)
    assert "короткий" not in str(refused.value)
    with pytest.raises(BadSettings, match="ZNATOK_SECRETS__KEY_FILE"):
        open_sealer(SecretsSettings(key_file=tmp_path / "none"), tmp_path)
