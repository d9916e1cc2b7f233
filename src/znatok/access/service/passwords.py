"""What a password must be, and passwords made for people who have not chosen one."""

import secrets

from znatok.access.errors import PasswordIsEmail, PasswordTooLong, PasswordTooShort
from znatok.access.model import folded

# NIST SP 800-63B, section 5.1.1.2 asks for 8 at least and to accept 64 at least; the company's rule
# is 10. No composition rules: the same section advises against them.
_SHORTEST = 10
LONGEST_PASSWORD = 256
# Letters and digits without look-alikes (i, l, o, 0, 1): 20 of these 31 are 99 random bits.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def check_password(password: str, email: str) -> None:
    """Raises WeakPassword: it is too short, too long, or the account's e-mail."""
    if len(password) < _SHORTEST:
        raise PasswordTooShort(at_least=_SHORTEST)
    if len(password) > LONGEST_PASSWORD:
        raise PasswordTooLong(at_most=LONGEST_PASSWORD)
    if folded(password) == folded(email):
        raise PasswordIsEmail


def generated_password() -> str:
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(4))
    return "-".join(groups)
