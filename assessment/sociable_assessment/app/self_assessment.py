"""The self-assessment as one widget: the form, beside it what the answers mean, and below the tools."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ipywidgets

from sociable_assessment.app.compare_tool import CompareTool
from sociable_assessment.app.drafting import Draft
from sociable_assessment.app.files_tool import Asked, FilesTool
from sociable_assessment.app.keeping import Keeping
from sociable_assessment.app.picture_tool import PictureTool, Scene
from sociable_assessment.app.raters_tool import RatersTool
from sociable_assessment.app.result_view import ResultView
from sociable_assessment.draft import list_details
from sociable_assessment.draft_file import DraftFile
from sociable_assessment.hosting import has_visitors, is_public
from sociable_assessment.model import Model, with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.regions import Region, regions
from sociable_assessment.responses import Responses
from sociable_assessment.result import describe
from sociable_assessment.standing import Standing, stand
from sociable_assessment.trend import describe_target
from sociable_assessment.widgets.controls import Controls
from sociable_assessment.widgets.questionnaire import Questionnaire, list_sections
from sociable_assessment.widgets.view import Group
from sociable_assessment.wording import say_progress, stage_mark_of


class SelfAssessment(Group):
    """The form, beside it what the answers mean, and below it the tools.

    `faults` holds every unexpected error of a callback; each is also shown on the page.

    Args:
        model: the full model; None for the one that ships with Sociable.
        folder: where the draft and saved answers stand; None for the notebook's own folder, and where visitors
            share the machine for none at all: then answers are kept in the visitor's browser.
        environment: the environment variables; None for the process's own.
    """

    def __init__(
        self, model: Model | None = None, folder: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        known = os.environ if environment is None else environment
        self.model = model or read_model()
        self.folder = _choose_folder(folder, known)
        self.faults: list[Exception] = []
        self._forms: dict[str, tuple[Model, tuple[Region, ...]]] = {}
        self._filling = False
        self._described: tuple[Responses, dict[str, Any]] | None = None
        self.draft = Draft(self.model, DraftFile(self.folder, self.model.id) if self.folder else None)
        prefix = self.draft.keeper.prefix
        self.questionnaire = Questionnaire(prefix=prefix, rater=self.draft.rater)
        self.details = Controls(label="Your organisation", fields=list_details(self.model), prefix=prefix)
        self.keeping = Keeping(self.draft, self._take_kept, self.faults, public=is_public(known))
        self.result = ResultView(self.keeping.guarded)
        self.files = FilesTool(
            self.draft, self.folder, Asked(lambda: self._show_draft(other=True), self._find_entries), self.faults
        )
        self.compare = CompareTool(
            self.model,
            self.files.list_files,
            self._refresh,
            lambda: str(self.details.values.get("name", "")).strip(),
            self.faults,
        )
        self.raters = RatersTool(self.draft, self._show_draft, self.faults)
        self.pictures = PictureTool(self.model, self._find_scene, self.faults)
        super().__init__(self._arrange(), ["sociable", "sociable-app", "sociable-self-assessment"])
        self.keeping.guarded(self._begin)
        self._listen()
        self.result.draw_later()

    # --------------------------------------------------------------------------------------- what it is made of

    def _arrange(self) -> list[ipywidgets.Widget]:
        columns = Group([self.questionnaire, self.result], ["sociable-columns"])
        tools = Group([self.compare, self.raters, self.files], ["sociable-tools"])
        return [self.details, self.keeping, columns, tools, self.pictures]

    def _listen(self) -> None:
        guarded = self.keeping.guarded
        self.questionnaire.observe(lambda change: guarded(lambda: self._on_answers(change["new"])), "answers")
        self.questionnaire.on_seen(self.result.begin_drawing)
        self.details.observe(lambda change: guarded(lambda: self._on_details(change["new"])), "values")
        for tool in (self.compare, self.raters, self.files):
            tool.controls.on_page(lambda page: guarded(lambda: self._on_page(page)))

    def _begin(self) -> None:
        self.keeping.bring_back()
        self._show_draft()

    # --------------------------------------------------------------------------------------- what happens

    def _on_answers(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        if self._filling:
            return
        late = self.questionnaire.late_rater
        if late is not None:
            self._take_late(late, answers)
            return
        self._answer(answers)

    def _answer(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        self.draft.answer(answers)
        try:
            self._refresh()
        finally:
            self._keep()

    def _on_details(self, values: Mapping[str, str]) -> None:
        if self._filling:
            return
        before = self.draft.responses.form
        self.draft.tell(values)
        try:
            if self.draft.responses.form != before:
                self._show_form()
            self._refresh(form_changed=self.draft.responses.form != before)
        finally:
            self._keep()

    def _on_page(self, page: Mapping[str, Any]) -> None:
        """Take what the page holds and a press of a button has overtaken on its way here."""
        answers, values = page.get("answers"), page.get("values")
        details = values.get(self.details.label) if isinstance(values, dict) else None
        if isinstance(details, dict) and details != self.details.values:
            self._on_details(details)
        if page.get("rater") == self.draft.rater and isinstance(answers, dict) and answers != self.draft.answers:
            self._answer(answers)

    def _take_late(self, rater: str, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Take answers that come after another rater's turn began; what was opened or begun afresh stays."""
        self.questionnaire.take_back(self.draft.answers)
        if rater != self.draft.rater and rater in {each.id for each in self.draft.responses.raters}:
            self.draft.answer(answers, rater)
            self._refresh()
            self._keep()

    def _keep(self) -> None:
        if self.keeping.keep():
            self._show_draft(afresh=False)
        self.raters.refresh()

    def _take_kept(self) -> None:
        """Show what came from the browser or from another window."""
        self._show_draft(afresh=not self.questionnaire.answers)

    # --------------------------------------------------------------------------------------- what it shows

    @contextmanager
    def _fill(self) -> Iterator[None]:
        """Change what the form holds without hearing of it as if a person had."""
        self._filling = True
        try:
            yield
        finally:
            self._filling = False

    def _show_draft(self, *, afresh: bool = True, other: bool = False) -> None:
        """Show other answers: everything may change.

        Args:
            afresh: begin where the first question is open; False to stay where the person is.
            other: of another organisation, even where the answers are alike.
        """
        draft = self.draft
        with self._fill():
            self.details.fields = list_details(self.model, draft.details["size"])
            self.details.values = draft.details
            self._show_form()
            same = self.questionnaire.rater == draft.rater and self.questionnaire.answers == draft.answers
            if other or (afresh and not same):
                self.questionnaire.fill(draft.answers, draft.rater)
            elif not same:
                self.questionnaire.answers = draft.answers
        self.raters.refresh()
        self._refresh(form_changed=True)

    def _show_form(self) -> None:
        sections = list_sections(self._form()[0])
        if sections != self.questionnaire.sections:
            self.questionnaire.sections = sections

    def _form(self) -> tuple[Model, tuple[Region, ...]]:
        """Find the form in use and its regions, once each: regions take a tenth of a second."""
        name = self.draft.responses.form
        if name not in self._forms:
            form = with_form(self.model, name)
            self._forms[name] = form, regions(form)
        return self._forms[name]

    def _refresh(self, *, form_changed: bool = False) -> None:
        """Show what the answers mean."""
        form, starts = self._form()
        voters = self.raters.voters
        standing = stand(form, voters)
        self.result.show(standing, starts, self.compare.others(form), form_changed=form_changed)
        self.questionnaire.told = self._sum_up(standing)
        self.pictures.offer(
            several=len(voters.raters) > 1,
            departments=any(each.department for each in voters.raters),
            other=self.compare.kind if self.compare.subject else "",
        )
        self.pictures.refresh()

    def _sum_up(self, standing: Standing) -> dict[str, str]:
        mark = stage_mark_of(standing.model, standing.position.stage) if standing.known else None
        shape = {"glyph": mark.glyph, "tone": mark.tone} if mark else {}
        names = [each.id for each in self.draft.responses.raters]
        who = {"who": f"Rater {names.index(self.draft.rater) + 1}"} if len(names) > 1 else {}
        return {**shape, **who, "text": say_progress(standing)}

    def _find_scene(self) -> Scene:
        """Find what there is to draw. An earlier result is the same organisation's, whatever it was called then."""
        entry = _name(self._describe())
        other, kind = self.compare.entry(self.draft.responses.form), self.compare.kind
        if other is not None and kind == "before":
            wave = other["wave"] or "before"
            same = wave == entry["wave"]
            other = {**other, "organisation": entry["organisation"], "wave": f"{wave}, before" if same else wave}
        return Scene(entry, other, kind)

    def _describe(self) -> dict[str, Any]:
        """Find out everything about the answers, once for all pictures of them."""
        voters = self.raters.voters
        if self._described is None or self._described[0] != voters:
            self._described = voters, describe(self.model, voters)
        return self._described[1]

    def _find_entries(self) -> list[Mapping[str, Any]]:
        """Find what a report is about: the result, with its target and after its earlier result, if there are any."""
        entry = self._describe()
        subject = self.compare.subject
        if subject is None or self.compare.kind == "other":
            return [entry]
        if self.compare.kind == "target":
            wanted = subject.responses
            return [entry | describe_target(self.model, self.raters.voters, wanted) if wanted else entry]
        scene = self._find_scene()
        return [scene.other, {**entry, "wave": scene.entry["wave"]}] if scene.other else [entry]


def _name(entry: dict[str, Any]) -> dict[str, Any]:
    organisation = entry["organisation"]
    named = {**organisation, "name": organisation["name"] or "Your organisation"}
    return {**entry, "organisation": named, "wave": entry["wave"] or "now"}


def _choose_folder(folder: Path | None, environment: Mapping[str, str]) -> Path | None:
    """Choose where files stand: never in a folder that visitors share."""
    voila = environment.get("SERVER_SOFTWARE", "").startswith("voila")
    if folder is not None and not voila:
        return folder.resolve()
    return None if has_visitors(environment) else Path.cwd().resolve()
