"""What a learner does in a lesson, by keyboard alone, driven by the lesson's own quiz."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Locator, Page, expect

from sociable_course.quiz import Blueprint, Check, Number, Part, Prediction, Quiz, Rounds, Sort, Text
from sociable_course.rounds import QUARTERS, think
from sociable_course.scenarios import CHOICES, SCENARIOS
from tests.browser.lab import PATIENCE

WORDS = "The fitters who install it want to be finished by four, so a film of two minutes at the coupling serves them. "
FIND_CELL = """
([name]) => {
  const content = window.jupyterapp.shell.currentWidget.content;
  const place = content.widgets.findIndex((cell) => cell.model.sharedModel.getSource().includes(name));
  content.activeCellIndex = place;
  return content.scrollToItem(place, 'start').then(() => place);
}
"""


@dataclass(frozen=True)
class Journey:
    """A lesson that is open in a page, and the quiz it asks."""

    page: Page
    quiz: Quiz

    def find(self, part: str) -> Locator:
        """Bring a part into view."""
        self.page.evaluate(FIND_CELL, [f'("{part}"'])
        root = self.page.locator(f'[data-part="{part}"]')
        root.wait_for(state="visible", timeout=PATIENCE * 1000)
        return root

    def answer(self, part: Part) -> None:
        """Answer a part: a check wrongly first, then rightly."""
        root = self.find(part.id)
        match part:
            case Prediction():
                self._predict(root, part)
            case Check():
                self._check(root, part)
            case Sort():
                for card in part.cards:
                    wanted = card.category or part.categories[0].id
                    press(root.get_by_role("group", name=card.text, exact=True).locator(f'[value="{wanted}"]'))
                self._accept(root)
            case Blueprint():
                self._choose(root, part)
            case Text():
                type_in(root.locator("textarea"), WORDS * (1 + part.minimum_words // 20))
                self._accept(root)
            case Rounds():
                self._play(root, part)
            case Number():
                type_in(root.locator("input"), f"{part.answer:g}")
                self._accept(root)

    def _play(self, root: Locator, part: Rounds) -> None:
        """Decide every quarter as people-first would; what was ticked before stays ticked until it is changed."""
        ticked: tuple[str, ...] = ()
        for quarter, move in enumerate(think(SCENARIOS[part.scenario], "people"), start=1):
            expect(root.locator(".sociable-quarter")).to_have_text(f"Quarter {quarter} of {QUARTERS}")
            for choice in CHOICES:
                if (choice in ticked) != (choice in move):
                    press(root.locator(f'[value="{choice}"]'))
            self._accept(root)
            expect(root.locator(".sociable-quarter")).not_to_have_text(f"Quarter {quarter} of {QUARTERS}")
            ticked = move
        expect(root.locator(".sociable-quarter")).to_have_text(f"All {QUARTERS} quarters are over")
        self.see_picture(part)

    def _choose(self, root: Locator, part: Blueprint) -> None:
        """Choose what fits; where the key is not known, the last option."""
        for step in part.steps:
            group = root.get_by_role("group", name=step.text)
            for column in part.columns:
                row = step.accepted[0] if step.accepted else {}
                wanted = row.get(column.id, (column.options[-1].id,))[0]
                group.get_by_label(column.text).select_option(wanted)
        self._accept(root)

    def _predict(self, root: Locator, part: Prediction) -> None:
        if part.options:
            press(root.locator(f'[value="{part.options[0].id}"]'))
        else:
            type_in(root.locator("input"), f"{((part.minimum or 0) + (part.maximum or 0)) / 2:g}")
        self._accept(root)
        expect(root.locator(".sociable-locked")).to_be_visible(timeout=PATIENCE * 1000)
        self.see_picture(part)

    def see_picture(self, part: Part) -> None:
        """Wait for the picture that a part reveals, and for its words."""
        output = self.page.locator(f'.jp-OutputArea-output:has([data-part="{part.id}"])')
        for shown in (".sociable-twin", ".js-plotly-plot .main-svg"):
            expect(output.locator(shown).first).to_be_visible(timeout=PATIENCE * 1000)

    def _check(self, root: Locator, part: Check) -> None:
        output = self.page.locator(f'.jp-OutputArea-output:has([data-part="{part.id}"])')
        wrong = next(option for option in part.options if not option.right)
        right = next(option for option in part.options if option.right)
        for option in (wrong, right) if part.points == 0 else (right,):
            press(root.locator(f'[value="{option.id}"]'))
            self._accept(root)
            if part.points == 0:
                expect(output).to_contain_text(option.feedback)

    def _accept(self, root: Locator) -> None:
        press(root.locator(".sociable-main"))
        expect(root.locator(".sociable-saved")).to_contain_text("answers.json", timeout=PATIENCE * 1000)

    def look(self) -> list[str]:
        """List axe's violations in what the lesson shows of its own just now."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.add_script_tag(path=AXE_FILE_PATH)
        found = self.page.evaluate("() => axe.run('.jp-OutputArea-output .sociable')")
        return [f"{each['id']}: {_say(node)}" for each in found["violations"] for node in each["nodes"]]


def _say(node: dict[str, Any]) -> str:
    """Name an element, and those that axe relates it to."""
    checks = [check for kind in ("any", "all", "none") for check in node[kind]]
    related = [other["html"][:200] for check in checks for other in check["relatedNodes"]]
    return " ".join([node["html"][:200], *related])


def press(control: Locator) -> None:
    """Operate a control by keyboard."""
    control.focus()
    control.press("Space" if control.get_attribute("type") != "text" else "Enter")


def type_in(field: Locator, text: str) -> None:
    """Type into a field."""
    field.focus()
    field.fill(text)


@contextmanager
def no_alarms(page: Page) -> Iterator[None]:
    """Hold that no widget told of an error meanwhile."""
    yield
    alarms: list[Any] = page.locator(".sociable-alert").all_inner_texts()
    assert alarms == [], alarms
