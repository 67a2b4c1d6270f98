"""The question of an exercise as one widget: a field, a button, and whether the answer is saved."""

from __future__ import annotations

from typing import Any

import traitlets

from sociable_assessment.widgets.sources import read_script, read_styles
from sociable_assessment.widgets.view import View, declare

_PACKAGE = "sociable_course"


class Question(View):
    """Shows one question and takes one answer.

    `kind` is "choice", "number", "sort", "blueprint", "text" or "rounds"; `content` has what its field needs, `words`
    the texts around it. `draft` is what stands in the field, `kept` the same for the answer in the file; `locked` is
    the text that takes the field's place, "" while it is open. `notes` are by card or step; `rubric` has `criteria`
    and what is `ticked`.
    """

    _esm = declare(read_script("fields", "rounds", "question", package=_PACKAGE))
    _css = declare(read_styles("lesson", _PACKAGE))
    part = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode().tag(sync=True)
    content: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    words: traitlets.Dict[str, str] = traitlets.Dict().tag(sync=True)
    draft = traitlets.Any(None, allow_none=True).tag(sync=True)
    kept = traitlets.Any(None, allow_none=True).tag(sync=True)
    saved = traitlets.Unicode().tag(sync=True)
    locked = traitlets.Unicode().tag(sync=True)
    notes: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    rubric: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)


class Dials(View):
    """What a learner turns to see a picture change.

    `fields` are {id, kind, prompt, …}, with kind "choice", "select", "number" or "tick"; `values` are as the page
    has them: ids, what was typed, lists of ticks.
    """

    _esm = declare(read_script("fields", "dials", package=_PACKAGE))
    _css = declare(read_styles("lesson", _PACKAGE))
    label = traitlets.Unicode().tag(sync=True)
    fields: traitlets.List[Any] = traitlets.List().tag(sync=True)
    values: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)


class Bar(View):
    """How much is saved, and the buttons that take it home and back."""

    _esm = declare(read_script("save_bar", package=_PACKAGE))
    _css = declare(read_styles("lesson", _PACKAGE))
    count = traitlets.Unicode().tag(sync=True)
    warning = traitlets.Unicode().tag(sync=True)
