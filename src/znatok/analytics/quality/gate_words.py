"""What the gate says to a person."""

from znatok.analytics.quality.gate import GateVerdict, Reason


def sentence(verdict: GateVerdict, language: str = "ru") -> str:
    return _english(verdict) if language == "en" else _russian(verdict)


def _bounds(verdict: GateVerdict) -> tuple[str, str, str]:
    assert verdict.comparison is not None
    difference = verdict.comparison.change("right").difference
    assert difference is not None
    mean, low, high = (_signed(each) for each in (difference.mean, difference.low, difference.high))
    return mean, low, high


def _signed(share: float) -> str:
    """Percentage points with a sign, but for zero."""
    rounded = round(100 * share, 1)
    return f"{rounded:+.1f}" if rounded else "0.0"


def _russian(verdict: GateVerdict) -> str:
    drop = f"{100 * verdict.max_drop:.1f}".replace(".", ",")
    said = []
    if Reason.LEAK in verdict.reasons:
        said.append(f"Стоп: ответы показали закрытое, утечек {verdict.leaks}.")
    if Reason.NO_RUN in verdict.reasons:
        said.append("Ещё нет ни одного завершённого прогона.")
    if Reason.NO_BASELINE in verdict.reasons:
        said.append("Сравнить прогон не с чем: нужен второй прогон или опорный.")
    if Reason.NOTHING_SHARED in verdict.reasons:
        said.append("У прогонов нет общих вопросов.")
    if verdict.comparison is not None and Reason.NOTHING_SHARED not in verdict.reasons:
        mean, low, high = (each.replace(".", ",") for each in _bounds(verdict))
        figures = f"{mean} п. п., интервал от {low} до {high}"
        said.append(
            f"Стоп: доля верных ответов могла упасть больше чем на {drop} п. п. ({figures})."
            if Reason.REGRESSION in verdict.reasons
            else f"Доля верных ответов не упала больше чем на {drop} п. п. ({figures})."
        )
        if verdict.few:
            said.append(f"Вопросов мало: {verdict.comparison.compared}.")
    if verdict.stale:
        said.append("С тех пор что-то изменилось, прогон пора повторить.")
    return " ".join(said)


def _english(verdict: GateVerdict) -> str:
    drop = f"{100 * verdict.max_drop:.1f}"
    said = []
    if Reason.LEAK in verdict.reasons:
        said.append(f"Stop: answers showed what is closed, {verdict.leaks} leaks.")
    if Reason.NO_RUN in verdict.reasons:
        said.append("No run is finished yet.")
    if Reason.NO_BASELINE in verdict.reasons:
        said.append("There is nothing to compare with: a second run or a baseline is needed.")
    if Reason.NOTHING_SHARED in verdict.reasons:
        said.append("The runs have no question in common.")
    if verdict.comparison is not None and Reason.NOTHING_SHARED not in verdict.reasons:
        mean, low, high = _bounds(verdict)
        figures = f"{mean} points, interval {low} to {high}"
        said.append(
            f"Stop: the share of right answers may have fallen by more than {drop} ({figures})."
            if Reason.REGRESSION in verdict.reasons
            else f"The share of right answers has not fallen by more than {drop} ({figures})."
        )
        if verdict.few:
            said.append(f"Few questions: {verdict.comparison.compared}.")
    if verdict.stale:
        said.append("Something has changed since: repeat the run.")
    return " ".join(said)
