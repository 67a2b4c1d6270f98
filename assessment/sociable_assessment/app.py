"""The self-assessment that the notebook shows: a thin view; what answers mean is found out elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import ipywidgets

from sociable_assessment.draft import (
    build_responses,
    choose_path,
    is_personal,
    list_details,
    list_files,
    split_responses,
)
from sociable_assessment.errors import SociableError
from sociable_assessment.findings import alert, headline, message, reasons, twin_panel
from sociable_assessment.model import Model, with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.plots import Traces, position_map, redraw, redraw_regions, trace_places
from sociable_assessment.regions import Region, regions
from sociable_assessment.response_file import read_responses, write_responses
from sociable_assessment.responses import Responses
from sociable_assessment.standing import Standing, stand
from sociable_assessment.twins import Place, find_place, map_twin
from sociable_assessment.widgets.controls import Controls
from sociable_assessment.widgets.panel import Panel
from sociable_assessment.widgets.questionnaire import Questionnaire, list_sections

_MAP = "sociable-map"
_WORDS_AFTER = 0.06  # seconds


class SelfAssessment(ipywidgets.Box):  # type: ignore[misc]  # published without types
    """The form, and beside it what the answers mean.

    `faults` holds every unexpected error of a callback; each is also shown on the page.

    Args:
        model: the full model; None for the one that ships with Sociable.
        folder: where answers are saved; None for the notebook's own.
    """

    def __init__(self, model: Model | None = None, folder: Path | None = None) -> None:
        self.model = model or read_model()
        self.folder = (folder or Path.cwd()).resolve()
        self.faults: list[Exception] = []
        self.joint: Responses | None = None
        self._forms: dict[str, tuple[Model, tuple[Region, ...]]] = {}
        self._known: set[Path] = set()
        self._warned = self._confirmed = ""
        self._waiting: asyncio.TimerHandle | None = None
        self.questionnaire = Questionnaire()
        self.details = Controls(label="Your organisation", values={"form": "full"}, fields=list_details(self.model))
        self.files = Controls(label="Save and load", values={"file": ""})
        self.messages = Panel()
        self.headline, self.twin, self.reasons = Panel(), Panel(plot=_MAP), Panel()
        self.figure: Any = None
        self._drawn: Traces = {}
        self.plot = ipywidgets.Box()
        super().__init__(children=self._arrange())
        self._saved = self._kept()
        self._show_form()
        self._list_files()
        self._say("")
        self._listen()
        # Importing Plotly takes seconds: form and words are on the page before, and one can begin to answer.
        self._later(3 * _WORDS_AFTER, self._draw)

    # --------------------------------------------------------------------------------------- what it is made of

    def _later(self, seconds: float, action: Callable[[], object]) -> asyncio.TimerHandle | None:
        """Do something when the page has had its turn; at once where no kernel is running."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            action()
            return None
        return loop.call_later(seconds, self._watched(lambda _: action()), None)

    def _draw(self) -> None:
        from sociable_assessment.widgets.live_figure import LiveFigure

        model, starts = self._form()
        place = self._place()
        self._drawn = trace_places(model, [place])
        self.figure = LiveFigure(position_map(model, [place], starts, title=""))
        self.plot.children = [self.figure]

    def _arrange(self) -> list[ipywidgets.Widget]:
        result = ipywidgets.Box([self.headline, self.plot, self.twin, self.reasons])
        columns = ipywidgets.Box([self.questionnaire, result])
        for box, name in ((self.plot, _MAP), (result, "sociable-result"), (columns, "sociable-columns")):
            box.add_class(name)
        return [self.details, self.files, self.messages, columns]

    def _listen(self) -> None:
        for name in ("sociable", "sociable-app"):
            self.add_class(name)
        self.questionnaire.observe(self._watched(self._on_answers), "answers")
        self.details.observe(self._watched(self._on_details), "values")
        self.files.on_event("click", self._watched(self._on_click))
        self.files.on_event("look", self._watched(lambda _: self._list_files()))

    # --------------------------------------------------------------------------------------- what happens

    def _watched(self, action: Callable[[Any], object]) -> Callable[[object], None]:
        """Show an action's errors on the page: ipywidgets would put them in a log that nobody reads."""

        def watched(event: object) -> None:
            try:
                action(event)
            except SociableError as error:
                self._alert("That did not work; your answers are as they were.", error)
            except Exception as error:  # noqa: BLE001 - whatever it is, the person must hear of it
                self.faults.append(error)
                self._alert("Something in Sociable broke. Your answers are still in the form: save them.", error)

        return watched

    def _on_answers(self, _: object) -> None:
        if self.joint is not None:
            self._leave_joint()
        self._refresh()

    def _on_details(self, change: dict[str, Any]) -> None:
        if self.joint is None and change["old"].get("form") != change["new"].get("form"):
            self._show_form()
        else:
            self._refresh()

    def _on_click(self, button: str) -> None:
        self._confirmed, self._warned = self._warned, ""
        {"save": self._save, "load": self._load, "new": self._start_afresh, "back": self._go_back}[button]()

    def _save(self) -> None:
        responses = self.own_responses()
        if not responses.organisation.name:
            self._say("Not saved yet: give the organisation a name first. The file is called after it.")
            return
        path = choose_path(self.folder, responses, self._known)
        write_responses(path, responses)
        self._known.add(path)
        self._saved = self._kept()
        self._list_files()
        self._say(f"Saved {len(responses.raters[0].answers)} answers in {path}.")

    def _load(self) -> None:
        chosen = self.files.values.get("file", "")
        if not chosen:
            self._say("Choose a file first.")
            return
        path = Path(chosen)
        responses = read_responses(path, self.model)
        if not responses.raters:
            self._say(f"{path.name} holds nobody's answers, only what a room agreed on. Your answers are as they were.")
        elif not is_personal(responses):
            self._show_joint(responses)
        elif self._may_replace(chosen, "Load"):
            self._take(responses, path)

    def _may_replace(self, what: str, button: str) -> bool:
        """Ask once more before answers that are not saved are let go."""
        if self._kept() == self._saved or self._confirmed == what:
            return True
        self._warned = what
        self._say(f"You have answers that are not saved. Save them, or press {button} again to let them go.")
        return False

    def _take(self, responses: Responses, path: Path) -> None:
        answers, details = split_responses(responses)
        self.joint = None
        self._known.clear()
        self._fill(answers, details)
        if path.parent == self.folder:
            self._known.add(path)
        self._say(f"Loaded {len(answers)} answers of {details['name']}.", responses.changes)

    def _fill(self, answers: dict[str, Any], details: dict[str, str]) -> None:
        self.details.fields = list_details(self.model, details["size"])
        self.details.values = details
        self.questionnaire.fill(answers)
        self._saved = self._kept()
        self._show_form()

    def _show_joint(self, responses: Responses) -> None:
        self.joint = responses
        self._show_form()
        people, name = len(responses.raters), responses.organisation.name
        text = f"You see the joint result of {people} people at {name}. The form still holds your own answers."
        self._say(text, responses.changes)

    def _go_back(self) -> None:
        self._leave_joint()
        self._refresh()

    def _leave_joint(self) -> None:
        self.joint = None
        self._show_form()
        self._say("You see your own answers again.")

    def _start_afresh(self) -> None:
        if not self._may_replace("new", "Start afresh"):
            return
        self.joint = None
        self._known.clear()
        self._fill({}, {"name": "", "sector": "", "size": "", "wave": "", "form": self._form_name()})
        self._say("The form is empty. Saved files are untouched.")

    # --------------------------------------------------------------------------------------- what it shows

    def own_responses(self) -> Responses:
        """Gather what the form holds.

        Returns:
            One person's responses.
        """
        today = date.today().isoformat()  # noqa: DTZ011 - the person's own day is meant
        return build_responses(self.model, self.questionnaire.answers, self.details.values, today)

    def _kept(self) -> tuple[dict[str, Any], dict[str, str]]:
        told = {key: value for key, value in self.details.values.items() if value and key != "form"}
        return dict(self.questionnaire.answers), told

    def _form_name(self) -> str:
        return self.joint.form if self.joint else self.details.values.get("form") or "full"

    def _form(self) -> tuple[Model, tuple[Region, ...]]:
        """Find the form in use and its regions, once each: regions take a tenth of a second."""
        name = self._form_name()
        if name not in self._forms:
            form = with_form(self.model, name)
            self._forms[name] = form, regions(form)
        return self._forms[name]

    def _show_form(self) -> None:
        """Show another form, or another organisation: everything may change."""
        if self.joint is None:
            self.questionnaire.sections = list_sections(self._form()[0])
        buttons = [("save", "Save", "sociable-main"), ("load", "Load", ""), ("new", "Start afresh", "")]
        buttons += [("back", "Back to my answers", "sociable-main")] if self.joint else []
        self.files.buttons = [{"id": name, "text": text, "kind": kind} for name, text, kind in buttons]
        self._refresh(form_changed=True)

    def _refresh(self, *, form_changed: bool = False) -> None:
        """Show what the answers mean: the map first, which the eye waits for, the words when it is drawn."""
        standing = self._standing()
        place = self._place(standing)
        self._redraw(trace_places(standing.model, [place]), form_changed=form_changed)
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = self._later(_WORDS_AFTER, lambda: self._tell(standing, place))

    def _tell(self, standing: Standing, place: Place) -> None:
        twin = map_twin(standing.model, [place], self._form()[1])
        self.headline.show(headline(standing))
        self.twin.plot_name = f"Position map. {twin.sentence}"
        self.twin.show(twin_panel(twin))
        self.reasons.show(reasons(standing))

    def _redraw(self, traces: Traces, *, form_changed: bool) -> None:
        if self.figure is None:
            return
        redraw(self.figure, self._drawn, traces)
        self._drawn = traces
        if form_changed:
            redraw_regions(self.figure, *self._form())

    def _standing(self) -> Standing:
        return stand(self._form()[0], self.joint or self.own_responses())

    def _place(self, standing: Standing | None = None) -> Place:
        return find_place(standing or self._standing(), self._form()[1])

    def _list_files(self) -> None:
        options = [["", "Choose a file"], *([str(each.path), each.label] for each in list_files(self.folder))]
        self.files.fields = [{"id": "file", "label": "Saved answers and examples", "options": options, "wide": True}]

    def _say(self, text: str, more: Sequence[str] = ()) -> None:
        self.messages.show(message(text, more))

    def _alert(self, text: str, error: Exception) -> None:
        self.messages.show(alert(text, error))
