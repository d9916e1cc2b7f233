"""Short answers to the demo company's golden questions: how many are given, how many hold the fact.

    python benchmarks/short_answers.py

A short answer is what stands before the quotes of an answer. One that does not hold the expected
string is printed, to be judged by a person: «Да» holds no words of its document, and an answer to
one part of a question holds the fact of one part only.
"""

import asyncio
import json

from golden import measured
from recording import record

from znatok.analytics.quality.judging import plain
from znatok.chat.model import AnswerStatus

_QUOTES = ("Согласно ", "Источник: ", "According to ", "Source: ")


def short_of(text: str) -> str:
    """What an answer says before its first quote."""
    paragraphs = text.split("\n\n")
    first = next((at for at, each in enumerate(paragraphs) if each.startswith(_QUOTES)), 0)
    return "\n\n".join(paragraphs[:first])


def main() -> None:
    asked = asyncio.run(measured())
    figures = {"answerable": 0, "short": 0, "holds_the_fact": 0, "short_to_unanswerable": 0}
    for each in asked:
        short = short_of(each.answer.text) if each.answer.status is AnswerStatus.ANSWERED else ""
        if not each.question.answerable:
            figures["short_to_unanswerable"] += bool(short)
            continue
        figures["answerable"] += 1
        figures["short"] += bool(short)
        facts = each.question.expected.facts
        holds = all(any(plain(one) in plain(short) for one in fact) for fact in facts)
        figures["holds_the_fact"] += bool(short) and holds
        if short and not holds:
            print(each.question.id, each.question.question, "→", short)
    print(json.dumps(figures, indent=2))
    record("short_answers", figures, dataset="examples/demo_company/golden.jsonl")


if __name__ == "__main__":
    main()
