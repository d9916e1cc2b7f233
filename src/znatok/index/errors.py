from znatok.kernel.errors import Unavailable


class IndexUnavailable(Unavailable):
    """The index does not answer now; a retry is safe, changes are all or nothing a document."""

    slug = "index-unavailable"
    ru = "Поисковый индекс временно недоступен. Повторите через минуту."
    en = "The search index is temporarily unavailable. Try again in a minute."


class ForeignVector(IndexUnavailable):
    """The query was embedded by another model than the fragments; made anew it will be answered.

    Details: `query`, `index`: names of the two models.
    """

    slug = "foreign-vector"
    ru = "Поисковый индекс только что переключён на другую модель. Повторите вопрос."
    en = "The search index has just been switched to another model. Ask again."
