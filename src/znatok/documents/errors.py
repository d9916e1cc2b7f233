"""What can go wrong with documents. Each message says what to do next."""

from typing import ClassVar

from znatok.kernel.errors import Conflict, Invalid, NotFound, Refused, Unavailable


class DocumentNotFound(NotFound):
    """Absent or not for this reader. Details: none, so that the two cannot be told apart."""

    slug = "document-not-found"
    ru = "Документ не найден. Возможно, он удалён или у вас нет к нему доступа."
    en = "The document was not found. It may have been deleted, or you may have no access to it."


class MayNotChange(Refused):
    slug = "may-not-change-document"
    ru = (
        "Изменять документ может его владелец, редактор его подразделения или администратор. "
        "Обратитесь к владельцу документа."
    )
    en = (
        "A document is changed by its owner, an editor of its department or an administrator. "
        "Ask the owner of the document."
    )


class MayNotShare(Refused):
    """Details: `principals`, those that the reader may not let in."""

    slug = "may-not-share"
    ru = (
        "Вы можете открыть документ своему подразделению, своим группам и отдельным сотрудникам. "
        "Открыть его всем может редактор или администратор."
    )
    en = (
        "You can share with your own department, your groups and named people. "
        "Sharing with everyone takes an editor or an administrator."
    )


class MayNotLetOneselfIn(Refused):
    """Administrators manage documents they may not read; they do not open them to themselves."""

    slug = "may-not-let-oneself-in"
    ru = (
        "Администратор не может открыть чужой документ самому себе, своему подразделению или "
        "своей группе. Попросите доступ у владельца документа."
    )
    en = (
        "An administrator cannot open someone else's document to themselves, their department or "
        "their group. Ask the owner of the document for access."
    )


class RelationNotFound(NotFound):
    """The two documents are not related so, or not for this reader."""

    slug = "relation-not-found"
    ru = "Такой связи между документами нет."
    en = "These documents are not related in that way."


class BadFact(Invalid):
    """Details: `fact`, its name."""

    slug = "bad-fact"
    ru = "Срок действия не может закончиться раньше, чем начался ({fact})."
    en = "A document cannot end before it begins ({fact})."


class FactsNotReady(Conflict):
    slug = "facts-not-ready"
    ru = "Документ ещё обрабатывается. Изменить его реквизиты можно будет, когда он будет готов."
    en = "The document is still being processed. Its facts can be changed when it is ready."


class DuplicateDocument(Conflict):
    """The same owner already has the same bytes with the same access.

    Details: `document_id`, `document_title`, both of a document of the caller.
    """

    slug = "duplicate"
    status: ClassVar[int] = 409
    ru = (
        "Такой файл вы уже загрузили: «{document_title}». "
        "Откройте его или загрузите как новую версию."
    )
    en = (
        "You have already uploaded this file: “{document_title}”. "
        "Open it or upload yours as a new version."
    )


class UnknownSort(Invalid):
    """Details: `sort`, as asked; `allowed`, the names that are known."""

    slug = "unknown-sort"
    ru = "Сортировка «{sort}» не поддерживается. Выберите одну из: {allowed}."
    en = "Sorting by “{sort}” is not supported. Choose one of: {allowed}."


class BadTitle(Invalid):
    slug = "bad-title"
    ru = "Название должно содержать от 1 до {limit} символов."
    en = "A title has 1 to {limit} characters."


class NothingToRetry(Conflict):
    slug = "nothing-to-retry"
    ru = "Повторять нечего: обработка документа не завершалась ошибкой."
    en = "There is nothing to retry: processing of the document has not failed."


class IndexSwitched(Unavailable):
    """The work was made for a generation of the index that is not the active one any more."""

    slug = "index-switched"
    ru = "Поисковый индекс только что переключён. Повторите: действие будет выполнено по новому."
    en = "The search index has just been switched. Try again: the new one will be used."


class NoSuchGeneration(NotFound):
    slug = "no-such-generation"
    ru = "Такого поколения индекса нет, или оно не в том состоянии, которое нужно для действия."
    en = "There is no such generation of the index, or it is not in the state that this needs."


class GenerationExists(Conflict):
    """Details: `generation`, the number of the one that is there."""

    slug = "generation-exists"
    ru = "Второй индекс (№ {generation}) уже строится или готов. Переключитесь на него или удалите."
    en = "A second index (no. {generation}) is there already. Switch to it or remove it."


class GenerationBehind(Conflict):
    """Details: `documents`, how many it lacks."""

    slug = "generation-behind"
    ru = "В этом индексе пока нет части документов: {documents}. Повторите, когда они появятся."
    en = "This index lacks some documents so far: {documents}. Try again when they are there."


class GenerationActive(Conflict):
    slug = "generation-active"
    ru = "Этот индекс отвечает на вопросы: удалить его нельзя. Сначала переключитесь на другой."
    en = "Questions are answered from this index: it cannot be removed. Switch to another first."


class NothingToCancel(Conflict):
    slug = "nothing-to-cancel"
    ru = "Отменять нечего: обработка документа уже завершена."
    en = "There is nothing to cancel: processing of the document has ended."
