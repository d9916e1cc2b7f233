"""Why there is no calibration."""

from znatok.kernel.errors import Conflict, Unavailable


class TooFewQuestions(Conflict):
    slug = "too-few-questions"
    ru = (
        "Для калибровки слишком мало текста: вопросов с ответом {answerable}, без ответа "
        "{unanswerable}. Действуют значения по умолчанию."
    )
    en = (
        "There is too little text to calibrate on: {answerable} questions with an answer, "
        "{unanswerable} without. The defaults are in force."
    )


class CalibrationRuns(Conflict):
    slug = "calibration-runs"
    ru = "Калибровка уже идёт."
    en = "A calibration is running already."


class CalibrationLost(Unavailable):
    slug = "calibration-lost"
    ru = "Калибровка прервана: её продолжил другой процесс."
    en = "The calibration was cut short: another process has taken it over."
