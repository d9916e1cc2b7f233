"""Number formats of spreadsheets (ECMA-376 part 1, §18.8.31), as a Russian Excel shows them.

Decimals, percent, currency and other words of a format are shown. Thousands are not set apart:
«1020000» stays one word for the search, whoever types it. What is not understood (fractions,
exponents, conditions, phone masks) leaves the number plain.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# ECMA-376 part 1, §18.8.30; 5-8, 42 and 44 take the currency of the reader's country.
_MONEY = ('#,##0 "₽"', '#,##0.00 "₽"')
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: _MONEY[0], 6: _MONEY[0], 7: _MONEY[1], 8: _MONEY[1],
    9: "0%", 10: "0.00%",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: _MONEY[0], 43: "#,##0.00", 44: _MONEY[1],
    17: "mmm yyyy",
}  # fmt: skip
_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<digits>[0#?](?:[0#?, \u00a0]*[0#?])?)(?:\.(?P<decimals>[0#?]*))?(?P<scale>,*)"
    r"|(?P<literal>[-+()%:\s\u00a0$€₽£])|(?P<other>.)",
    re.DOTALL,
)
_SECTIONS = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_COLOURS = frozenset({"black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"})
_LONGEST = 255  # characters of a format, Excel specifications and limits
_NOT_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_EXACT_DIGITS = 15  # Excel keeps no more
_MOST_DECIMALS = 9
_EXPONENTS = (-12, 2)  # trillions to percent


@dataclass(frozen=True, slots=True)
class _Section:
    """`least`, `most`: decimals shown. `whole`: least digits before them, 0 for blanks («??»)."""

    before: str
    after: str
    whole: int = 0
    least: int = 0
    most: int = 0
    exponent: int = 0  # of ten, by which the number is multiplied: 2 for percent
    bare: bool = False  # no number at all, words only
    blank: bool = False  # digits are «?»: zero is not shown

    def show(self, value: Decimal) -> str:
        if self.bare:
            return self.before.strip()
        step = Decimal(1).scaleb(-self.most)
        scaled = value.scaleb(self.exponent).quantize(step, ROUND_HALF_UP)
        whole, _, part = f"{scaled:f}".partition(".")
        part = part[: self.least] + part[self.least :].rstrip("0")
        if self.blank and not scaled:
            return f"{self.before}{self.after}".strip()
        digits = whole.zfill(self.whole) + (f",{part}" if part else "")
        return f"{self.before}{digits}{self.after}".strip()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """Sections for positive, negative and zero numbers; one serves for all."""

    sections: tuple[_Section, ...]

    def show(self, value: float) -> str:
        """`value`: finite, of at most 15 digits before the point."""
        number = Decimal(f"{value:.{_EXACT_DIGITS}g}")
        sections = self.sections
        if number < 0 and len(sections) > 1:
            return sections[1].show(-number)
        if number == 0 and len(sections) > 2:  # noqa: PLR2004  # the third section is for zero
            return sections[2].show(number)
        shown = sections[0].show(abs(number))
        return f"-{shown}" if number < 0 and any(each in "123456789" for each in shown) else shown


def number_format(code: str) -> NumberFormat | None:
    """The format a code describes; None for dates, texts, General and what is not understood."""
    if len(code) > _LONGEST:
        return None
    code = code.replace("\\ ", " ").replace("\\\u00a0", " ")
    parts = [each[1] for each in _SECTIONS.finditer(code)][:3]
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    sections = [_section(each) for each in parts]
    known = [each for each in sections if each is not None]
    return NumberFormat(tuple(known)) if known and len(known) == len(sections) else None


def month_of(code: str, year: int, month: int) -> str | None:
    """«март 2026» or «03.2026» where the format shows month and year only, else None."""
    letters = _NOT_DATE.sub("", code).lower().partition(";")[0]
    if "d" in letters or "h" in letters or "y" not in letters or "m" not in letters:
        return None
    return f"{_MONTHS[month - 1]} {year}" if "mmm" in letters else f"{month:02d}.{year}"


def _section(code: str) -> _Section | None:
    before, after, number = "", "", None
    percent = 0
    for found in _TOKEN.finditer(code):
        if found["digits"]:
            if number is not None:
                return None  # a mask: 000-00-00
            number = found
        elif found["other"]:
            return None
        else:
            text = _words(found)
            if text is None:
                return None
            percent += 2 if found["literal"] == "%" else 0
            text = f" {text}" if text == "%" else text
            before, after = (before, after + text) if number else (before + text, after)
    if number is None:
        return _Section(before, "", bare=True) if before.strip() else None
    decimals, digits = number["decimals"] or "", number["digits"]
    exponent = percent - 3 * len(number["scale"])
    if len(decimals) > _MOST_DECIMALS or not _EXPONENTS[0] <= exponent <= _EXPONENTS[1]:
        return None
    return _Section(
        before=before,
        after=after,
        whole=max(1, digits.count("0")),
        least=decimals.count("0"),
        most=len(decimals),
        exponent=exponent,
        blank=not set(digits) & set("0#"),
    )


def _words(found: re.Match[str]) -> str | None:
    """What a token that is no digit shows; None for a condition, which is not understood."""
    bracket = found["bracket"]
    if bracket is None:
        return found["quoted"] or found["escaped"] or found["literal"] or ""
    if bracket.startswith("$"):  # [$₽-419]: a currency and a locale
        return bracket[1:].partition("-")[0]
    colour = bracket.lower()
    return "" if colour in _COLOURS or colour.startswith("color") else None
