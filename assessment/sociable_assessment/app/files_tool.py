"""Save, open, take home, export, and start afresh."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociable_assessment.app.drafting import Draft
from sociable_assessment.app.tool import Tool
from sociable_assessment.draft import ENDING, SavedFile, choose_path, file_name, list_files
from sociable_assessment.errors import InputError
from sociable_assessment.opened_files import Subject, open_bytes, open_file
from sociable_assessment.response_file import to_data, write_responses
from sociable_assessment.widgets.controls import Controls

Entry = Mapping[str, Any]
_NAMELESS = "Give the organisation a name first: the file is called after it."
_UNSAVED = "You have answers that are in no file of yours. {} them first, or press {} again to let them go."


@dataclass(frozen=True, slots=True)
class Asked:
    """What the tool asks of the app: to show other answers, and for the results that a report is about."""

    changed: Callable[[], object]
    find_entries: Callable[[], Sequence[Entry]]


class FilesTool(Tool):
    """Moves answers between the draft and files.

    Args:
        draft: what has been answered.
        folder: where answers are saved; None where visitors share the machine: then they are downloaded.
        app: what the tool asks of the app.
        faults: the app's list of unexpected errors.
    """

    def __init__(self, draft: Draft, folder: Path | None, app: Asked, faults: list[Exception]) -> None:
        self._draft, self._folder, self._app = draft, folder, app
        self._known: set[Path] = set()
        self._asked: object = None
        about = "A report for others, your answers for later. Both go to this computer and nowhere else."
        super().__init__("Keep and share", about, Controls(label="Files", values={"file": ""}), faults)
        saving = [{"id": "save", "text": "Save", "kind": "sociable-main"}] if folder else []
        self.controls.buttons = [
            {"id": "report", "text": "Download the report", "kind": "" if folder else "sociable-main"},
            *saving,
            {"id": "download", "text": "Download the answers"},
            {"id": "upload", "text": "Open a file", "accept": ".json"},
            {"id": "open", "text": "Open from the list"},
            {"id": "new", "text": "Start afresh"},
        ]
        self.list_choices()
        self.controls.on_event("click", lambda button: self.guarded(lambda: self._click(button)))
        self.controls.on_event("look", lambda _: self.guarded(self.list_choices))
        self.controls.on_file(lambda _, name, data: self.guarded(lambda: self._upload(name, data)))

    def list_files(self) -> Sequence[SavedFile]:
        """List what can be opened: the person's own files in the folder, and the examples."""
        return list_files(self._folder)

    def list_choices(self) -> None:
        """Read anew which files there are."""
        options = [["", "Choose"], *([str(each.path), each.label] for each in self.list_files())]
        label = "Saved answers and examples" if self._folder else "Examples"
        self.controls.fields = [{"id": "file", "label": label, "options": options, "wide": True}]

    def _click(self, button: str) -> None:
        asked, self._asked = self._asked, None
        if button in ("save", "download", "report") and not self._draft.responses.organisation.name:
            self.say(_NAMELESS)
        elif button == "open":
            self._open(asked)
        elif button == "new":
            self._start_afresh(asked)
        else:
            {"save": self._save, "download": self._download, "report": self._report}[button]()

    # --------------------------------------------------------------------------------------- out

    def _save(self) -> None:
        responses, folder = self._draft.responses, self._folder
        if folder is None:
            return
        path = choose_path(folder, responses, self._known)
        write_responses(path, responses)
        self._known.add(path)
        self._draft.mark_saved()
        self.list_choices()
        self.say(f"Saved {self._count()} in {path}.")

    def _count(self) -> str:
        raters = self._draft.responses.raters
        answers = f"{sum(len(each.answers) for each in raters)} answers"
        return answers if len(raters) == 1 else f"{answers} of {len(raters)} raters"

    def _download(self) -> None:
        responses = self._draft.responses
        name = file_name(responses.organisation.name, responses.wave)
        text = json.dumps(to_data(responses), ensure_ascii=False, indent=2) + "\n"
        self.controls.give(name, text.encode(), "application/json")
        self._draft.mark_saved()
        self.say(f"{name} is in your browser's downloads: {self._count()}. Open it here to go on with it.")

    def _report(self) -> None:
        self.say("The report is being written.")
        responses = self._draft.responses
        with tempfile.TemporaryDirectory() as folder:
            written = self._write(Path(folder))
            data = _pack(written, Path(folder))
        name = file_name(responses.organisation.name, responses.wave).removesuffix(ENDING) + "-report.zip"
        self.controls.give(name, data, "application/zip")
        formats = ", ".join(sorted({path.suffix.removeprefix(".").upper() for path in written}))
        first = min(path.name for path in written if path.suffix == ".html")  # the overview, where there is one
        self.say(f"{name} is in your browser's downloads. Unpack it and open {first} first. It is there as {formats}.")

    def _write(self, folder: Path) -> list[Path]:
        from sociable_assessment.report import list_formats, write_report

        return write_report(self._draft.model, self._app.find_entries(), folder, list_formats())

    # --------------------------------------------------------------------------------------- in

    def _open(self, asked: object) -> None:
        chosen = self.controls.values.get("file", "")
        if chosen not in {str(each.path) for each in self.list_files()}:
            self.say("Choose a file from the list first.")
            return
        found = open_file(Path(chosen), self._draft.model)  # a bad file is told of before anything is asked
        if self._may_replace(("open", chosen), asked, "Open from the list"):
            self._take(found, Path(chosen))

    def _upload(self, name: str, data: bytes | None) -> None:
        asked, self._asked = self._asked, None
        found = open_bytes(name, data, self._draft.model)
        if self._may_replace(("upload", name), asked, "Open a file"):
            self._take(found, Path(name))

    def _may_replace(self, what: object, asked: object, button: str) -> bool:
        """Ask once more before answers that are in no file are let go."""
        if self._draft.is_saved or asked == what:
            return True
        self._asked = what
        self.say(_UNSAVED.format("Save" if self._folder else "Download", button))
        return False

    def _take(self, found: Sequence[Subject], path: Path) -> None:
        responses = found[0].responses
        if responses is None:
            raise InputError(path.name, ["this is a result, not answers; choose it under Compare"])
        if not responses.raters:
            raise InputError(path.name, ["it holds nobody's answers, only what a room agreed on"])
        self._known.clear()
        if self._folder and path.parent == self._folder:
            self._known.add(path)
        self._draft.change(responses, responses.raters[0].id)
        self._draft.mark_saved()
        self._app.changed()
        self.say(f"Opened {self._count()} of {responses.organisation.name}.", responses.changes)

    def _start_afresh(self, asked: object) -> None:
        if not self._may_replace("new", asked, "Start afresh"):
            return
        self._known.clear()
        self._draft.forget()
        self._app.changed()
        self.say("The form was emptied, and nothing is kept of what was in it. Files are untouched.")


def _pack(written: Sequence[Path], folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in written:
            archive.write(path, path.relative_to(folder))
    return packed.getvalue()
