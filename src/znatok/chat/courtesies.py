"""What the assistant says of itself, and to greetings, thanks and moods."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from znatok.language.text import fold
from znatok.understanding.model import Intent

# The first that is found in the folded message decides.
_SMALL_TALK = (
    ("thanks", r"спасиб|благодар|\bспс\b|выручил|thank"),
    ("farewell", r"\bпока\b|до свидан|до завтра|до встреч|прощай|всего доброго|увидимся|\bbye\b"),
    ("night", r"спокойной ночи|доброй ночи|good ?night"),
    ("morning", r"доброе утр|доброго утр|good morning"),
    ("evening", r"добрый вечер|доброго вечер|good evening"),
    ("wish", r"хорошего|удачн|с праздник|с наступающ|с днем|поздравл|приятного|выходных"),
    ("apology", r"извин|прости|сорри|\bsorry\b|ошибся|ошиблась|не обижай"),
    ("state", r"как (?:твои )?(?:дела|жизнь|настроение|сам|ты)\b|how are you"),
    ("presence", r"тест|провер|\bтут\b|здесь|алло|есть кто|живой|слыш|\btest\b"),
    ("praise", r"молодец|умни|супер|класс|отличн|круто|великолепн|любезн|лучший|great|cool"),
    ("greeting", r"привет|здравств|здрасте|добрый|доброго|салют|\bку\b|хай\b|\bhi\b|hello|hey"),
    ("mood", r"уста|груст|скучн|плох|ужас|жаль|бесит|обидн|понедельник|блин|эх\b"),
)
_HELP = (
    ("upload", r"загру|прикреп|добав\w* (?:\w+ )?(?:файл|документ)|размер|формат|скан|upload"),
    ("absent", r"не наш|не наход|почему .*ответа? нет|нет в ответах|не вид"),
    ("delete", r"удал|стереть|очист|истори|прошлые|новый диалог|delete"),
    ("access", r"кто .*вид|доступ|прав[аоу]\b|секрет|конфиденц"),
    ("trust", r"довер|верить|откуда|источник|ссылк|цитат|интернет|провер"),
    ("language", r"язык|английск|language|english"),
    ("rating", r"лайк|оцен|пожалова|неправильн|ошиб"),
)
_SAID: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "thanks": (
            "Пожалуйста! Обращайтесь ещё.",
            "You are welcome!",
        ),
        "farewell": (
            "До свидания!",
            "Goodbye!",
        ),
        "night": (
            "Спокойной ночи!",
            "Good night!",
        ),
        "morning": (
            "Доброе утро! Спросите о документах компании: я найду ответ и цитату.",
            "Good morning! Ask me about the company's documents: I will find and quote them.",
        ),
        "evening": (
            "Добрый вечер! Спросите о документах компании: я найду ответ и цитату.",
            "Good evening! Ask me about the company's documents: I will find and quote them.",
        ),
        "wish": (
            "Спасибо, и вам того же!",
            "Thank you, the same to you!",
        ),
        "apology": (
            "Ничего страшного.",
            "No problem at all.",
        ),
        "state": (
            "Спасибо, всё в порядке. Чем помочь?",
            "All is well, thank you. How can I help?",
        ),
        "presence": (
            "Да, я на связи.",
            "Yes, I am here.",
        ),
        "praise": (
            "Спасибо!",
            "Thank you!",
        ),
        "mood": (
            "Понимаю. Если понадобится что-нибудь из документов, спросите.",
            "I see. If you need anything from the documents, ask.",
        ),
        "greeting": (
            "Здравствуйте! Спросите о документах компании: я найду ответ и цитату.",
            "Hello! Ask me about the company's documents: I will find and quote them.",
        ),
        "chat": (
            "Я помогаю с документами компании: спросите, и я найду ответ и цитату.",
            "I help with the company's documents: ask, and I will find and quote them.",
        ),
        "upload": (
            (
                "Документы загружают на странице «Документы»: перетащите туда файлы. Подходят "
                "PDF, Word, Excel, презентации, письма и текст; кто увидит документ, решаете вы. "
                "Отвечать по нему я начну, как только он будет прочитан: состояние видно в "
                "списке."
            ),
            (
                "Documents are added on the page “Documents”: drop the files there. PDF, Word, "
                "Excel, slides, mail and text will do; who may see a document is yours to say. I "
                "answer from it as soon as it has been read: the list shows its state."
            ),
        ),
        "absent": (
            (
                "Я ищу только в документах, которые загружены в Знаток и открыты вам. Если ответа"
                " нет, проверьте на странице «Документы», что нужный файл там есть и прочитан, "
                "или спросите другими словами."
            ),
            (
                "I look only in documents that were added to Znatok and that you may read. If "
                "there is no answer, see on the page “Documents” whether the file is there and "
                "has been read, or ask in other words."
            ),
        ),
        "delete": (
            (
                "Ваши беседы стоят в списке слева: там их можно открыть снова, переименовать и "
                "удалить, а новую начать кнопкой над списком."
            ),
            (
                "Your conversations are in the list on the left: open, rename or delete them "
                "there; the button above it begins a new one."
            ),
        ),
        "access": (
            (
                "Я показываю каждому только документы, которые открыты ему самому, и беру ответы "
                "только из них. Ваши беседы другие сотрудники не видят; ответы отмечаются в "
                "журнале аудита."
            ),
            (
                "I show everyone only the documents open to them, and answer from those alone. "
                "Other people do not see your conversations; answers are noted in the audit log."
            ),
        ),
        "trust": (
            (
                "Все ответы — из документов компании, не из интернета. Под каждым стоит точная "
                "цитата со ссылкой на место в документе: нажмите на её номер и сверьте."
            ),
            (
                "Every answer comes from the company's documents, not from the internet. Each has"
                " an exact quote and its place in the document: press its number and compare."
            ),
        ),
        "language": (
            (
                "Я понимаю вопросы по-русски и по-английски. Язык страниц меняет кнопка в меню "
                "вашего имени."
            ),
            (
                "I understand questions in Russian and English. A button in the menu of your name"
                " changes the language of the pages."
            ),
        ),
        "rating": (
            (
                "Оцените ответ кнопками под ним и при желании напишите, как правильно: оценку "
                "увидят те, кто следит за качеством ответов."
            ),
            (
                "Rate an answer with the buttons below it and, if you like, write what is right: "
                "those who look after the quality of answers will see it."
            ),
        ),
        "help": (
            (
                "Я отвечаю на вопросы по документам компании и показываю точную цитату и "
                "страницу. Вижу только то, что разрешено вам. Спросите своими словами, например: "
                "«Сколько дней отпуска мне положено?» Если в документах ответа нет, я так и "
                "скажу."
            ),
            (
                "I answer questions from the company's documents and show the exact quote and "
                "page. I see only what you may see. Ask in your own words. If the documents hold "
                "no answer, I will say so."
            ),
        ),
    }
)


def reply_to(message: str, intent: Intent, language: str) -> str:
    """What is said to small talk or to a question about the assistant itself."""
    kinds, otherwise = (_HELP, "help") if intent is Intent.HELP else (_SMALL_TALK, "chat")
    folded = fold(message)
    kind = next((name for name, sign in kinds if re.search(sign, folded)), otherwise)
    return _SAID[kind][language == "en"]
