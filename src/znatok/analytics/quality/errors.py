"""What can be wrong with a collection."""

from znatok.kernel.errors import Invalid


class BadCollection(Invalid):
    slug = "bad-collection"
    ru = "Файл {file}, строка {line}: {problem}"
    en = "File {file}, line {line}: {problem}"
