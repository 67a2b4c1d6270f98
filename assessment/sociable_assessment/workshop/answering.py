"""One answer as a participant gives it, checked against its question."""

from __future__ import annotations

from sociable_assessment.errors import InputError
from sociable_assessment.model import Item
from sociable_assessment.responses import Answer
from sociable_assessment.workshop.fields import Fields, clean_text

DONT_KNOW, NOT_APPLICABLE = "?dont-know", "?not-applicable"  # no option's id holds a question mark
REASON_LENGTH, EVIDENCE_LENGTH = 300, 1000  # characters


def read_answer(item: Item, sent: Fields) -> Answer:
    """Read an answer.

    Args:
        item: the question.
        sent: the fields of the form.

    Returns:
        The answer.

    Raises:
        InputError: nothing was chosen, a reason is missing, or a text is too long.

    >>> from sociable_assessment.model_file import read_model
    >>> read_answer(read_model().items[0], Fields({"answer": "?not-applicable", "reason": "No members"})).not_applicable
    'No members'
    """
    chosen = sent.sent.get("answer", "")
    evidence = _read_long(sent, "evidence", "What you saw", EVIDENCE_LENGTH)
    if chosen == NOT_APPLICABLE:
        reason = _read_long(sent, "reason", "Reason", REASON_LENGTH)
        if not reason:
            sent.faults.append("Not applicable needs a reason: why does the question make no sense here?")
        answer = Answer(not_applicable=reason, evidence=evidence)
    elif chosen == DONT_KNOW:
        answer = Answer(dont_know=True, evidence=evidence)
    else:
        if chosen not in {option.id for option in item.options}:
            sent.faults.append("Choose one of the answers, or go on without one.")
        answer = Answer(option=chosen, evidence=evidence)
    if sent.faults:
        raise InputError(item.id, sent.faults)
    return answer


def _read_long(sent: Fields, name: str, label: str, most: int) -> str:
    text = clean_text(sent.sent.get(name, "").replace("\r\n", "\n"))
    if len(text) > most:
        sent.faults.append(f"{label}: at most {most} characters, not {len(text)}")
    return text[:most]


def choice_of(answer: Answer | None) -> str:
    """Tell which choice of the form an answer is.

    Args:
        answer: the answer, or None.

    Returns:
        An option's id, don't know, not applicable, or "".
    """
    if answer is None:
        return ""
    if answer.dont_know:
        return DONT_KNOW
    return NOT_APPLICABLE if answer.not_applicable is not None else answer.option or ""
