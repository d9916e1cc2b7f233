"""What can go wrong at the door and in the list of people."""

from typing import ClassVar

from znatok.kernel.errors import Conflict, Invalid, Refused, Unavailable, ZnatokError

_ASK_FOR_TOKEN = {"WWW-Authenticate": "Bearer"}  # RFC 6750, section 3


class NotSignedIn(ZnatokError):  # noqa: N818  # an outcome, as in kernel/errors.py
    """No credential, or one that is unknown, expired or revoked: never told apart."""

    status: ClassVar[int] = 401
    headers: ClassVar[dict[str, str]] = _ASK_FOR_TOKEN
    slug = "not-signed-in"
    ru = "Вы не вошли в систему или время входа истекло. Войдите снова."
    en = "You are not signed in, or your session has ended. Sign in again."


class BadCredentials(ZnatokError):  # noqa: N818  # an outcome, as in kernel/errors.py
    """An unknown user, a wrong password and a deactivated user: never told apart."""

    status: ClassVar[int] = 401
    headers: ClassVar[dict[str, str]] = _ASK_FOR_TOKEN
    slug = "bad-credentials"
    ru = "Неверная почта или пароль. Проверьте их и попробуйте ещё раз."
    en = "Wrong e-mail or password. Check them and try again."


class TooManyTries(ZnatokError):  # noqa: N818  # an outcome, as in kernel/errors.py
    status: ClassVar[int] = 429
    slug = "too-many-tries"
    ru = "Слишком много неудачных попыток входа. Попробуйте снова через {retry_after_s} с."
    en = "Too many failed attempts to sign in. Try again in {retry_after_s} s."

    def __init__(self, *, retry_after_s: int) -> None:
        super().__init__(retry_after_s=retry_after_s)
        self.headers = {"Retry-After": str(retry_after_s)}


class SignInBusy(Unavailable):
    slug = "sign-in-busy"
    ru = "Сейчас входит слишком много людей. Повторите через несколько секунд."
    en = "Too many people are signing in right now. Try again in a few seconds."


class ForeignOrigin(Refused):
    slug = "foreign-origin"
    ru = "Запрос пришёл с чужого сайта. Откройте Знаток по его собственному адресу."
    en = "The request came from another site. Open Znatok at its own address."


class LastAdmin(Conflict):
    slug = "last-admin"
    ru = "Это последний действующий администратор. Сначала назначьте другого."
    en = "This is the last active administrator. Appoint another one first."


class EmailTaken(Conflict):
    slug = "email-taken"
    ru = "Пользователь с такой почтой уже есть. Укажите другую почту."
    en = "A user with this e-mail already exists. Use another e-mail."


class NameTaken(Conflict):
    slug = "name-taken"
    ru = "Такое название уже занято. Выберите другое."
    en = "This name is already taken. Choose another one."


class DepartmentInUse(Conflict):
    slug = "department-in-use"
    ru = "В этом отделе есть сотрудники. Сначала переведите их в другой отдел."
    en = "This department has people in it. Move them to another department first."


class AlreadySetUp(Conflict):
    slug = "already-set-up"
    ru = "Пользователи уже есть: первого администратора создают только один раз."
    en = "There are users already: the first administrator is made only once."


class BadEmail(Invalid):
    slug = "bad-email"
    ru = "Это не похоже на адрес почты. Пример: anna@company.ru"
    en = "This does not look like an e-mail address. Example: anna@company.ru"


class BadName(Invalid):
    slug = "bad-name"
    ru = "Название или имя — одна строка от 1 до 200 символов."
    en = "A name is one line of 1 to 200 characters."


class UnknownDepartment(Invalid):
    slug = "unknown-department"
    ru = "Такого отдела нет. Обновите список отделов и выберите снова."
    en = "There is no such department. Refresh the list of departments and choose again."


class UnknownGroup(Invalid):
    slug = "unknown-group"
    ru = "Такой группы нет. Обновите список групп и выберите снова."
    en = "There is no such group. Refresh the list of groups and choose again."


class WeakPassword(Invalid):
    """Of the rules of NIST SP 800-63B, section 5.1.1.2: length, and not the account's own name."""

    slug = "weak-password"
    ru = "Пароль не подходит."
    en = "The password will not do."


class PasswordTooShort(WeakPassword):
    ru = "Пароль слишком короткий: нужно не меньше {at_least} символов."
    en = "The password is too short: it needs at least {at_least} characters."


class PasswordTooLong(WeakPassword):
    ru = "Пароль слишком длинный: можно не больше {at_most} символов."
    en = "The password is too long: at most {at_most} characters are allowed."


class PasswordIsEmail(WeakPassword):
    ru = "Пароль не должен совпадать с почтой. Придумайте другой."
    en = "The password must not be the e-mail. Choose another one."
