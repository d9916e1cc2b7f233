"""Words typed on the wrong keyboard layout, both ways: «cjnhelybr» and «мзт» for «vpn»."""

import re
from collections.abc import Callable

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>&"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ?"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)

_CHUNK = re.compile(r"\S+")
# What may be Russian letters: Latin ones and the signs on the keys of х ъ ж э б ю ё.
_TYPED_LATIN = re.compile(r"(?=.*[A-Za-z])[A-Za-z\[\]{};:'\"`~<>,.]+[?!&]?")
_TYPED_RUSSIAN = re.compile(r"[А-Яа-яЁё]+")
_ENDS = re.compile(r"[,.;:!?&]$")  # may be a letter or a sign
_SURE = 4  # letters from which one known word is enough; shorter ones need company
_CAPS = re.compile(r"[а-яёa-z][А-ЯЁA-Z]{2,}")  # typed with Caps Lock on: «сКОЛЬКО»

Known = Callable[[str], bool]


class Layout:
    """`russian`, `common`, `latin`: whether a word of any case is Russian, common, known Latin."""

    def __init__(self, russian: Known, common: Known, latin: Known) -> None:
        self._russian = russian
        self._common = common
        self._latin = latin

    def repair(self, text: str) -> str:
        """`text` with the words of the other layout set right, spaces as they were."""
        text = _without_caps_lock(text)
        chunks = _CHUNK.findall(text)
        latin = [each for each in chunks if _TYPED_LATIN.fullmatch(each)]
        meant = sum(self._known(each) is not None for each in latin)
        # English has words that are Russian ones on the other layout («here»): most must be.
        sure = 2 * meant > len(latin) and any(self._surely(each) for each in latin)
        return _CHUNK.sub(lambda match: self._chunk(match.group(), sure), text)

    def _chunk(self, chunk: str, sure: bool) -> str:
        if _TYPED_LATIN.fullmatch(chunk):
            return self._russian_of(chunk, sure) or chunk
        core = chunk.strip(",.;:!?()«»\"'")
        if _TYPED_RUSSIAN.fullmatch(core) and not self._russian(core):
            latin = core.translate(_TO_LATIN)
            if latin.isalpha() and self._latin(latin):
                return chunk.replace(core, latin)
        return chunk

    def _surely(self, chunk: str) -> bool:
        """Whether the chunk alone shows that the layout was wrong."""
        if not _TYPED_LATIN.fullmatch(chunk):
            return False
        found = self._known(chunk)
        if found is None or self._latin(chunk.rstrip(",.;:!?&")):
            return False
        letters = sum(each.isalpha() for each in found)
        return letters >= _SURE or (letters == _SURE - 1 and self._common(found.rstrip(",.!?")))

    def _russian_of(self, chunk: str, sure: bool) -> str | None:
        if self._latin(chunk.rstrip(",.;:!?&")):
            return None
        if not sure:
            return None
        # Beside words of the other layout this one is of it too, a slip in it or not.
        return self._known(chunk) or (chunk.translate(_TO_RUSSIAN) if chunk.isalpha() else None)

    def _known(self, chunk: str) -> str | None:
        """The Russian word that was meant; a sign at the end stays one if the rest is a word."""
        if _ENDS.search(chunk):
            word = chunk[:-1].translate(_TO_RUSSIAN)
            if word and self._russian(word):
                return word + ("?" if chunk[-1] == "&" else chunk[-1])
        word = chunk.translate(_TO_RUSSIAN)
        return word if self._russian(word) else None


def _without_caps_lock(text: str) -> str:
    """Letters with their cases exchanged, if Caps Lock was on all the way."""
    letters = [each for each in text if each.isalpha()]
    if not _CAPS.search(text) or not letters:
        return text
    low = sum(each.islower() for each in letters)
    words = re.findall(r"[^\W\d_]+", text)
    inverted = all(each.isupper() or _CAPS.fullmatch(each) or len(each) == 1 for each in words)
    return text.swapcase() if inverted and low <= len(words) else text
