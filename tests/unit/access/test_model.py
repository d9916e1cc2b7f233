from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.access.errors import BadEmail, BadName, WeakPassword
from znatok.access.model import clean_email, clean_name, folded
from znatok.access.service.passwords import check_password, generated_password
from znatok.access.service.tokens import TokenKind, hash_of, new_token


@given(st.text(max_size=300))
def test_a_clean_email_is_one_short_printable_line_with_one_at(text: str) -> None:
    try:
        email = clean_email(text)
    except BadEmail:
        return
    assert email.isprintable()
    assert email.count("@") == 1
    assert len(email) <= 254
    assert not set(email) & set(" \r\n\t\x00<>,;")
    assert clean_email(email) == email


@given(st.from_regex(r"[a-z0-9.+_-]{1,30}@[a-z0-9-]{1,20}\.(ru|com|рф)", fullmatch=True))
def test_an_ordinary_email_passes_as_it_is(email: str) -> None:
    assert clean_email(f" {email} ") == email


@given(st.text(max_size=220))
def test_a_clean_name_is_one_printable_line(text: str) -> None:
    try:
        name = clean_name(text)
    except BadName:
        return
    assert name.isprintable()
    assert name == name.strip()
    assert 0 < len(name) <= 200
    assert clean_name(name) == name


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text("абвгдеёжщъыьэюяabcxyz -", max_size=60))
def test_letter_case_does_not_tell_two_names_apart(text: str) -> None:
    assert folded(text.upper()) == folded(text) == folded(text.title())


@pytest.mark.parametrize("kind", list(TokenKind))
def test_a_token_says_its_kind_and_nothing_else(kind: TokenKind) -> None:
    tokens = {new_token(kind) for _ in range(200)}
    assert len(tokens) == 200
    assert all(token.startswith(kind) and len(token) == 49 for token in tokens)
    assert all(hash_of(token, kind) is not None for token in tokens)
    for other in set(TokenKind) - {kind}:
        assert all(hash_of(token, other) is None for token in tokens)


@given(st.text(max_size=60))
def test_other_texts_are_no_tokens(text: str) -> None:
    assert hash_of(f"zn_at_{text}", TokenKind.ACCESS) is None or len(text) == 43


def test_generated_passwords_are_good_and_differ() -> None:
    made = {generated_password() for _ in range(100)}
    assert len(made) == 100
    for password in made:
        check_password(password, "anna@company.ru")
        assert set(password) <= set(printable)


@pytest.mark.parametrize("password", ["", "123456789", "x" * 257, "Anna@Company.RU"])
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        check_password(password, "anna@company.ru")


@pytest.mark.parametrize("password", ["1234567890", "пароль из слов", "🔑" * 10, "x" * 256])
def test_length_is_the_only_rule_of_composition(password: str) -> None:
    check_password(password, "anna@company.ru")
