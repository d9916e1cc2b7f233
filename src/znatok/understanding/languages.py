"""Which language a text is in, by its letters and most frequent words: microseconds, no model.

For choosing the language of an answer when the client did not say; ISO 639-1 codes.
"""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
# Letters that Russian does not have; «і» is in all three of the first.
_LETTERS = {
    "uk": frozenset("їєґ"),
    "be": frozenset("ў"),
    "kk": frozenset("әғқңөұүһ"),
}
_SHARED_I = "і"
_RUSSIAN_ONLY = frozenset("ыэъё")
_LITTLE_WORDS = {
    "en": "the of and to in is what how for when where who does do are can i my a an on with which "
    "please much many it by be from was were not our we you your",
    "de": "der die das und ist wie wann wo ich nicht ein eine für mit welche",
    "fr": "le la les et est quand où je ne pas un une pour avec quel quelle",
    "es": "el los las y es cómo cuándo dónde yo una para con cuál qué por",
    "ru": "и в на с по что как где когда кто за для не это из у от до мне мы или ли сколько какой "
    "какая какие можно есть при о об к",
    "uk": "та і в на що як де коли хто за для не це із від до мені ми чи скільки",
}
_STOPS = {code: frozenset(words.split()) for code, words in _LITTLE_WORDS.items()}
_UNKNOWN = "und"  # ISO 639-2: undetermined


def language_of(text: str) -> str:
    """«ru», «en», «uk», «be», «kk», «de», «fr», «es», or «und» where no letter tells.

    A Russian question full of Latin product names is Russian: its little words decide first.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    letters = "".join(words)
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    latin = sum(letter.isascii() or "\u00c0" <= letter <= "\u024f" for letter in letters)
    if not cyrillic and not latin:
        return _UNKNOWN
    stops = {code: sum(word in known for word in words) for code, known in _STOPS.items()}
    ours = max(stops["ru"], stops["uk"])
    theirs = max(stops[code] for code in ("en", "de", "fr", "es"))
    if (ours, cyrillic) >= (theirs, latin) if ours != theirs else cyrillic * 2 >= latin:
        return _cyrillic(frozenset(letters), stops)
    return _latin(text, stops)


def _cyrillic(letters: frozenset[str], stops: dict[str, int]) -> str:
    scores = {code: len(own & letters) for code, own in _LETTERS.items()}
    best = max(scores, key=lambda code: scores[code])
    if scores[best]:
        return best
    if _SHARED_I in letters and not letters & _RUSSIAN_ONLY:
        return "uk"
    return "uk" if stops["uk"] > stops["ru"] and not letters & _RUSSIAN_ONLY else "ru"


def _latin(text: str, stops: dict[str, int]) -> str:
    best = max(("en", "de", "fr", "es"), key=lambda code: stops[code])
    if stops[best]:
        return best
    return "en" if text.isascii() else _UNKNOWN
