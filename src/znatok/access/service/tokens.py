"""Opaque random tokens. What they may do is in the database; the text itself says nothing.

No signature, no algorithm field, nothing to confuse (RFC 8725 lists what goes wrong with those).
"""

import hashlib
import re
import secrets
from enum import StrEnum
from typing import Final

_BYTES = 32  # 256 random bits; RFC 6749, section 10.10 asks for a guess below 2^-128
_SHAPE = re.compile(r"zn_(?:at|rt|wt)_[A-Za-z0-9_-]{43}")


class TokenKind(StrEnum):
    """The typed prefix, by which secret scanners and people know what leaked."""

    ACCESS = "zn_at_"
    REFRESH = "zn_rt_"
    TICKET = "zn_wt_"


LONGEST: Final = 128  # characters; a longer credential is not one of ours and is not read on


def new_token(kind: TokenKind) -> str:
    return kind + secrets.token_urlsafe(_BYTES)


def hash_of(token: str, kind: TokenKind) -> bytes | None:
    """SHA-256 of a token of this kind; None for any other text.

    A fast hash is right here: there is nothing to guess in 256 random bits.
    """
    if not token.startswith(kind) or len(token) > LONGEST or _SHAPE.fullmatch(token) is None:
        return None
    return hashlib.sha256(token.encode("ascii")).digest()
