"""What can go wrong with a second index. Each message says what to do next."""

from znatok.kernel.errors import Conflict, Invalid


class NoSuchModel(Invalid):
    """Details: `model`, as asked; `known`, the names there are."""

    slug = "no-such-embedding-model"
    ru = "Модели эмбеддингов «{model}» в этой установке нет. Есть: {known}."
    en = "This installation has no embedding model “{model}”. It has: {known}."


class NothingChanges(Invalid):
    slug = "same-generation"
    ru = "Новый индекс ничем не отличается от нынешнего: укажите другую модель или другие размеры."
    en = "The new index would be the same as the present one: name another model or other sizes."


class BadSplitting(Invalid):
    """Details: `reason`."""

    slug = "bad-splitting"
    ru = "Размеры фрагментов не годятся: должно быть 100 ≤ min ≤ target ≤ max ≤ 8000 символов."
    en = "These sizes of fragments will not do: 100 ≤ min ≤ target ≤ max ≤ 8,000 characters."


class ComparisonBlocks(Conflict):
    """The golden questions speak against the switch. Details: `before`, `after`, percentages."""

    slug = "comparison-blocks"
    ru = (
        "На эталонных вопросах новый индекс хуже нынешнего ({after}% верных вместо {before}%). "
        "Посмотрите сравнение; переключить всё же можно, указав force."
    )
    en = (
        "On the golden questions the new index does worse ({after}% right instead of {before}%). "
        "Look at the comparison; `force` switches all the same."
    )


class NotCompared(Conflict):
    slug = "not-compared-yet"
    ru = "Сравнение на эталонных вопросах ещё не закончено. Дождитесь его или укажите force."
    en = "The comparison on the golden questions is not done yet. Wait for it or say `force`."


class NothingToRollBack(Conflict):
    slug = "nothing-to-roll-back"
    ru = "Возвращаться некуда: прежнего индекса нет."
    en = "There is nothing to go back to: no former index is kept."
