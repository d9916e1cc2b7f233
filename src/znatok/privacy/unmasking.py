"""Tokens of an answer turned back into what they stand for, also while it streams."""

from collections.abc import Callable

from znatok.privacy.tokens import TOKEN, UNFINISHED, parts

Reveal = Callable[[str, int, int], str | None]


def unmask(text: str, reveal: Reveal) -> str:
    """`reveal(label, number, form)`: the value, or None when it was never masked.

    One pass: what a token stood for is not looked at again, so a value that looks like a token
    stays as it is. Tokens that nobody made stay, too.
    """

    def restored(label: str, number: int, form: int, written: str) -> str:
        value = reveal(label, number, form)
        return written if value is None else value

    return TOKEN.sub(lambda found: restored(*parts(found), found.group()), text)


class Unmasking:
    """Feed it an answer piece by piece; all that comes out, joined, is the answer unmasked.

    What may become a token is held back until it is one or is not: at most some forty characters.
    """

    def __init__(self, reveal: Reveal) -> None:
        self._reveal = reveal
        self._held = ""
        self._before = ""  # the last character let out, which the beginning of a token is judged by

    def feed(self, delta: str) -> str:
        text = self._before + self._held + delta
        return self._let_out(text, self._settled(text))

    def flush(self) -> str:
        """What is still held; call it once, at the end."""
        text = self._before + self._held
        return self._let_out(text, len(text))

    def _settled(self, text: str) -> int:
        unfinished = UNFINISHED.search(text, len(self._before))
        end = len(text) if unfinished is None else unfinished.start()
        for found in TOKEN.finditer(text, len(self._before)):
            if found.start() < end < found.end():
                return found.start()
        return end

    def _let_out(self, text: str, end: int) -> str:
        pieces: list[str] = []
        at = len(self._before)
        for found in TOKEN.finditer(text, at):
            if found.end() > end:
                break
            value = self._reveal(*parts(found))
            pieces += (text[at : found.start()], found.group() if value is None else value)
            at = found.end()
        pieces.append(text[at:end])
        self._before, self._held = text[max(end - 1, 0) : end], text[end:]
        return "".join(pieces)
