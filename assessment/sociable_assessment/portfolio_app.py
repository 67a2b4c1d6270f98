"""The portfolio that the notebook shows: a thin view; what it shows is found out elsewhere."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

import ipywidgets

from sociable_assessment.drawings import draw_map
from sociable_assessment.entries import Entry
from sociable_assessment.errors import InputError, SociableError
from sociable_assessment.findings import alert, message
from sociable_assessment.hosting import is_public
from sociable_assessment.markup import element
from sociable_assessment.model import Model
from sociable_assessment.model_file import read_model
from sociable_assessment.pictures import WIDTH, Picture
from sociable_assessment.portfolio import (
    Filters,
    Portfolio,
    add,
    choose,
    list_sectors,
    list_sizes,
    read_portfolio,
    to_csv,
    to_json,
)
from sociable_assessment.portfolio_table import list_columns, list_rows
from sociable_assessment.published import draw_published, read_figures
from sociable_assessment.widgets.controls import Controls
from sociable_assessment.widgets.panel import Panel
from sociable_assessment.widgets.sortable_table import SortableTable
from sociable_assessment.widgets.view import Group
from sociable_assessment.wording import plural

_MAP, _CONTEXT = "sociable-portfolio-map", "sociable-portfolio-context"
_NARROWEST, _WIDEST = 250, 960  # pixels of a picture; the style sheet holds the latter
_ABOUT = "Many organisations on one map: open result files, a table of results, or responses."
_PRIVATE = "What you open stays on the machine that runs this notebook."
_PUBLIC = (
    "This is a public server. Don't open a real organisation's files here: take invented ones, or run Sociable at home."
)
_UNDONE = "That did not work; the portfolio is as it was."
_BROKEN = "Something in Sociable broke; the portfolio is as it was."
_EXAMPLES = "These are three organisations that don’t exist. Open a file to see your own."
_WAVES = [["all", "All, joined by a line"], ["last", "The last of each"]]


class PortfolioApp(Group):
    """A map, a table, filters, export and context.

    `faults` holds every unexpected error of a callback; each is also shown on the page.

    Args:
        paths: files and folders to show; none for the fictional examples.
        model: the full model; None for the one that ships with Sociable.
        context: published figures as rows, to stand beside the map; see `published.read_figures`.
    """

    def __init__(
        self, paths: Iterable[Path | str] = (), model: Model | None = None, context: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        self.model = model or read_model()
        self.faults: list[Exception] = []
        self.portfolio = Portfolio()
        self._examples = False
        self._paths = [Path(path) for path in paths]
        self.heading, self.messages = Panel(), Panel()
        self.files = Controls(label="Files")
        self.filters = Controls(label="Show", values={"sector": "", "size": "", "you": "", "waves": "all"})
        self.plot, self.twin = Group(classes=[_MAP, "sociable-picture"]), Panel(plot=_MAP)
        self.table = SortableTable(
            caption="The organisations", columns=list_columns(self.model), sorted_by="index", descending=True
        )
        self.context_plot = Group(classes=[_CONTEXT, "sociable-picture"])
        self.context = Panel(plot=_CONTEXT)
        self.figure: Any = None
        super().__init__(self._arrange(), ["sociable", "sociable-app", "sociable-portfolio"])
        self._greet()
        self._listen()
        figures = read_figures(context)
        # Plotly takes a second to import, a panel of raters as long to resample: the page is there before.
        _later(lambda: self._watched(lambda _: self._begin(figures))(None))

    def _arrange(self) -> list[ipywidgets.Widget]:
        parts = [self.heading, self.files, self.messages, self.filters, self.plot, self.twin, self.table]
        return [*parts, self.context_plot, self.context]

    def _greet(self) -> None:
        where = (_PUBLIC, "sociable-warning") if is_public(os.environ) else (_PRIVATE, "sociable-quiet")
        about = [element("p", _ABOUT, kind="sociable-quiet"), element("p", where[0], kind=where[1])]
        self.heading.show(element("div", element("h2", "Portfolio"), *about))
        self.files.buttons = [
            {"id": "open", "text": "Open a file", "kind": "sociable-main", "accept": ".json,.csv"},
            {"id": "csv", "text": "Download as CSV"},
            {"id": "json", "text": "Download as JSON"},
            {"id": "clear", "text": "Clear"},
        ]
        self._say("Reading …")

    def _listen(self) -> None:
        self.files.on_event("click", self._watched(self._on_click))
        self.files.on_file(lambda _, name, data: self._watched(lambda _: self._on_file(name, data))(None))
        self.filters.observe(self._watched(lambda _: self._show()), "values")
        self.table.observe(self._watched(lambda _: self._draw()), "room")

    def _begin(self, figures: Sequence[Any]) -> None:
        if figures:
            self._show_picture(draw_published(figures), self.context_plot, self.context, "The figures as a table")
        self._examples = not self._paths
        self.show(read_portfolio(self._paths or list_examples(), self.model))
        self._say(_EXAMPLES if self._examples else f"{self._count()} read.")

    # --------------------------------------------------------------------------------------- what happens

    def _watched(self, action: Callable[[Any], object]) -> Callable[[object], None]:
        """Show an action's errors on the page: ipywidgets would put them in a log that nobody reads."""

        def watched(event: object) -> None:
            try:
                action(event)
            except SociableError as error:
                self.messages.show(alert(_UNDONE, error))
            except Exception as error:  # noqa: BLE001 - whatever it is, the person must hear of it
                self.faults.append(error)
                self.messages.show(alert(_BROKEN, error))

        return watched

    def _on_click(self, button: str) -> None:
        shown = self.shown()
        if button == "clear":
            self._examples = False
            self.show(Portfolio())
            self._say("The portfolio is empty. Your files are untouched.")
        elif not shown:
            self._say("There is nothing to download yet.")
        else:
            text, kind = (to_csv, "text/csv") if button == "csv" else (to_json, "application/json")
            self.files.give(f"portfolio.{button}", text(self.model, shown).encode(), kind)
            self._say(f"portfolio.{button} is in your browser’s downloads: {plural(len(shown), 'result')}.")

    def _on_file(self, name: str, data: bytes | None) -> None:
        bare = PurePath(name.replace("\\", "/")).name or "file"
        if data is None:
            raise InputError(bare, ["it is larger than 8 MB; give the notebook its path instead"])
        with TemporaryDirectory() as folder:
            path = Path(folder, bare[-100:])
            path.write_bytes(data)
            more = read_portfolio([path], self.model)
        before = Portfolio() if self._examples else self.portfolio
        self._examples = False
        self.show(add(before, more))
        self._say(f"{plural(len(more.entries), 'result')} read from {bare}. {self._count()} in all.")

    def _count(self) -> str:
        return plural(len(self.portfolio.entries), "result")

    # --------------------------------------------------------------------------------------- what it shows

    def show(self, portfolio: Portfolio) -> None:
        """Show another portfolio; filters that no longer fit are let go.

        Args:
            portfolio: the organisations.
        """
        self.portfolio = portfolio
        names = sorted({entry["organisation"]["name"] for entry in portfolio.entries})
        options = {
            "sector": [["", "All sectors"], *([each, each] for each in list_sectors(portfolio))],
            "size": [["", "All sizes"], *([each, each] for each in list_sizes(portfolio))],
            "you": [["", "Nobody"], *([each, each] for each in names)],
            "waves": _WAVES,
        }
        labels = {"sector": "Sector", "size": "People", "you": "Point out", "waves": "Waves"}
        self.filters.fields = [{"id": name, "label": labels[name], "options": each} for name, each in options.items()]
        values = self.filters.values
        kept = {name: values[name] if values[name] in dict(map(tuple, options[name])) else "" for name in labels}
        if kept == values:
            self._show()
        else:
            self.filters.values = kept

    def shown(self) -> tuple[Entry, ...]:
        """Give the entries that pass the filters.

        Returns:
            The entries.
        """
        asked = self.filters.values
        return choose(self.portfolio, Filters(asked["sector"], asked["size"], last=asked["waves"] == "last"))

    def _show(self) -> None:
        shown = self.shown()
        self.table.rows = list_rows(self.model, shown)
        self.table.caption = f"{plural(len(shown), 'result')} of {len(self.portfolio.entries)}"
        self._draw()

    def _draw(self) -> None:
        width = max(_NARROWEST, min(self.table.room or WIDTH, _WIDEST))
        picture = draw_map(self.model, self.shown(), you=self.filters.values["you"], width=width)
        self._show_picture(picture, self.plot, self.twin, "The map as a table")
        self.figure = self.plot.children[0]

    def _show_picture(self, picture: Picture, plot: Group, twin: Panel, summary: str) -> None:
        from sociable_assessment.widgets.live_figure import LiveFigure

        if not (plot.children and _redraw(plot.children[0], picture.figure)):
            plot.children = [LiveFigure(picture.figure)]
        twin.plot_name = picture.finding
        source = [element("p", f"Source: {picture.source}", kind="sociable-quiet")] if picture.source else []
        more = element("details", element("summary", summary), picture.table)
        twin.show(element("div", element("p", picture.finding), *source, more, kind="sociable-twin"))

    def _say(self, text: str) -> None:
        self.messages.show(message(text))


def list_examples() -> list[Path]:
    """List the fictional organisations that a portfolio starts with.

    Returns:
        Files of responses.
    """
    from sociable_assessment.draft import list_files

    return [each.path for each in list_files(None)]


def _later(action: Callable[[], object]) -> None:
    """Do something when the page has had its turn; at once where no kernel is running."""
    try:
        asyncio.get_running_loop().call_later(0.1, action)
    except RuntimeError:
        action()


def _redraw(shown: Any, figure: Any) -> bool:
    """Show a drawing in place of another one, if it has the same kinds of traces."""
    new = figure.to_plotly_json()
    if [trace.type for trace in shown.data] != [trace["type"] for trace in new["data"]]:
        return False
    with shown.batch_update():
        for trace, data in zip(shown.data, new["data"], strict=True):
            trace.update(data, overwrite=True)
        shown.update_layout(new["layout"], overwrite=True)
    return True
