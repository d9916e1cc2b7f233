"""Secrets at rest: sealed with AES-256-GCM under one master key of the installation."""

import base64
import binascii
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from znatok.kernel.errors import Unavailable
from znatok.platform.settings import BadSettings, SecretsSettings

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12  # NIST SP 800-38D, section 8.2.2: a random nonce, up to 2^32 seals a key
_FORM: Final = "1."  # of the sealed text; another cipher would be another number
_FILE: Final = "master.key"


class SecretUnreadable(Unavailable):
    """It was sealed under another master key, or moved from where it was sealed."""

    slug = "secret-unreadable"
    ru = (
        "Сохранённый ключ не читается: главный ключ шифрования заменён или потерян. "
        "Верните прежний главный ключ или введите ключ заново."
    )
    en = (
        "The stored key cannot be read: the master key was replaced or lost. "
        "Bring the former master key back, or enter the key anew."
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a secret stands; `version` is that of the row. A seal opens nowhere else."""

    table: str
    row: str
    column: str
    version: int

    @property
    def associated(self) -> bytes:
        return "|".join((self.table, self.row, self.column, str(self.version))).encode()


class Sealer:
    """Seals and opens secrets. `key`: 32 bytes."""

    def __init__(self, key: bytes) -> None:
        if len(key) != _KEY_BYTES:
            message = f"a master key has {_KEY_BYTES} bytes"
            raise ValueError(message)
        self._cipher = AESGCM(key)

    def seal(self, secret: str, place: Place) -> str:
        """ASCII text that opens with this key and at this place only."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, secret.encode(), place.associated)
        return _FORM + base64.urlsafe_b64encode(nonce + sealed).decode("ascii")

    def open(self, sealed: str, place: Place) -> str:
        """What was sealed.

        Raises:
            SecretUnreadable: another key, another place, or not a seal.

        """
        if not sealed.startswith(_FORM):
            raise SecretUnreadable
        try:
            raw = base64.urlsafe_b64decode(sealed.removeprefix(_FORM))
            nonce, text = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
            return self._cipher.decrypt(nonce, text, place.associated).decode()
        except (binascii.Error, InvalidTag, ValueError) as error:
            raise SecretUnreadable from error


def open_sealer(settings: SecretsSettings, data_dir: Path) -> Sealer:
    """The sealer of this installation; its key is made at the first start where none is given.

    Raises:
        BadSettings: the key is not 32 bytes in base64, or its file cannot be read.

    """
    if settings.key is not None:
        return Sealer(_decoded(settings.key.get_secret_value(), "ZNATOK_SECRETS__KEY"))
    if settings.key_file is not None:
        return Sealer(_read(settings.key_file))
    file = data_dir / _FILE
    if not file.exists():
        _make(file)
    return Sealer(_read(file))


def _make(file: Path) -> None:
    """Whole or not at all, and never over another's: several processes may start at once."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "wb") as out:
        out.write(base64.b64encode(secrets.token_bytes(_KEY_BYTES)))
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _read(file: Path) -> bytes:
    try:
        text = file.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        reason = f"the file {file.name} is missing or cannot be read"
        raise BadSettings(name="ZNATOK_SECRETS__KEY_FILE", reason=reason) from error
    return _decoded(text, "ZNATOK_SECRETS__KEY_FILE")


def _decoded(text: str, name: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        # Without the cause: it would repeat the key.
        raise BadSettings(name=name, reason=f"{_KEY_BYTES} bytes in base64 are needed") from None
    return key
