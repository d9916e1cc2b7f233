from znatok.kernel.errors import Unavailable


class IndexUnavailable(Unavailable):
    """The index does not answer now; a retry is safe, changes are all or nothing a document."""

    slug = "index-unavailable"
    ru = "Поисковый индекс временно недоступен. Повторите через минуту."
    en = "The search index is temporarily unavailable. Try again in a minute."
