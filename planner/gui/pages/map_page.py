"""Two assumptions at once: the outcome over both of them as a map, with a target as a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from planner.chart.two_way_map import Place, Question, two_way_map
from planner.engine.lever import Lever, Unknown
from planner.engine.outcome import Case, Formula, formula
from planner.engine.sensitivity import sensitivity
from planner.engine.solve import solve
from planner.engine.two_way import Axis, TwoWay, two_way
from planner.gui.moment import Moment
from planner.gui.pages._target_edit import TargetEdit
from planner.gui.pages._unknown_box import UnknownBox, choices_of, part_name
from planner.gui.pages.page import Page
from planner.gui.theme import GAP, GAP_SMALL, Theme
from planner.gui.widgets.chart_place import ChartPlace
from planner.gui.widgets.map_plot import MapPlot
from planner.gui.widgets.named_box import name_box
from planner.model.editing import colour_of
from planner.model.faults import Fault
from planner.model.scenario import Scenario
from planner.text import _
from planner.units import UnitProblem, factor_between

_ROOM = 1.15


class MapPage(Page):
    """Turns two assumptions of the selected scenario; what is chosen across and up is never the same."""

    chart_name = "map"
    shows_working = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moment: Moment | None = None
        self._wanted: Mapping[str, str] = {}
        self._chosen: tuple[Unknown | None, Unknown | None] = (None, None)
        self.across, self.up = UnknownBox(), UnknownBox()
        name_box(self.across, _("Across"))
        name_box(self.up, _("Up"))
        self.target = TargetEdit()
        self.plot = MapPlot()
        self.place = ChartPlace(self.plot)
        self._lay_out()
        self.across.activated.connect(self._choose)
        self.up.activated.connect(self._choose)
        self.target.committed.connect(self._show)

    def _lay_out(self) -> None:
        fields_above = QWidget()
        grid = QGridLayout(fields_above)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        fields = ((_("Across"), self.across, 3), (_("Up"), self.up, 3), (_("Target"), self.target, 2))
        for column, (words, field, stretch) in enumerate(fields):
            label = QLabel(words)
            label.setProperty("role", "caption")
            label.setBuddy(field)
            field.setMinimumWidth(90)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(GAP_SMALL)
        layout.addWidget(fields_above)
        layout.addWidget(self.target.sentence)
        layout.addWidget(self.place, 1)
        self.controls = (fields_above, self.target.sentence)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self.plot.set_theme(theme)

    def options(self) -> Mapping[str, str]:
        """Name the two assumptions and the target."""
        return {"across": self.across.key, "up": self.up.key, "target": self.target.asked_for}

    def choose(self, chart: str, options: Mapping[str, str]) -> None:
        """Turn these two, with this target."""
        self._wanted = options

    def _take_choices(self, moment: Moment) -> None:
        wanted, self._wanted = self._wanted, {}
        if wanted:
            self.across.choose_key(wanted.get("across", ""))
            self.up.choose_key(wanted.get("up", ""))
            self._part_the_two()
            self.target.ask_for(wanted.get("target", ""), moment)

    def show_moment(self, moment: Moment) -> None:
        """Show the map of the selected scenario for the outcome and year in view."""
        self._moment = moment
        try:
            found = formula(Case(moment.scenario, moment.conversions), moment.view.outcome, moment.year)
            self._fill(found, moment)
        except Fault as fault:
            self._say(moment.scenario.name, str(fault))
            return
        self.target.follow(moment)
        self._take_choices(moment)
        self._show()

    def _fill(self, found: Formula, moment: Moment) -> None:
        """List what can be turned; a first look begins with the two that matter most."""
        first: list[Unknown] = []
        if self.across.unknown is None or self.up.unknown is None:
            swings = sensitivity(Case(moment.scenario, moment.conversions), moment.view.outcome, moment.year).swings
            first = [Unknown(swing.workload, swing.driver, _part(swing.part)) for swing in swings]
        known = [_standing(unknown) for _words, unknown in choices_of(found)]
        first = [unknown for unknown in [*first, *known] if unknown in known]
        first = list(dict.fromkeys(first))
        for box, unknown in zip((self.across, self.up), first[:2], strict=False):
            box.fill(found, _every, _written(found, unknown))
        self._part_the_two()

    def _choose(self) -> None:
        self._part_the_two()
        self._show()

    def _part_the_two(self) -> None:
        """Where both are the same, the one that was not touched takes what the other was, or the next there is."""
        across, up = self.across.unknown, self.up.unknown
        if across is not None and across == up:
            was_across, was_up = self._chosen
            if was_up == across and was_across is not None and was_across != across:
                self.up.choose(was_across)
            elif was_across == up and was_up is not None and was_up != up:
                self.across.choose(was_up)
            if self.across.unknown == self.up.unknown and self.up.count() > 1:
                self.up.setCurrentIndex((self.up.currentIndex() + 1) % self.up.count())
        self._chosen = self.across.unknown, self.up.unknown

    def _say(self, sentence: str, under: str) -> None:
        self.set_headline(sentence, under)
        self.set_caption("")
        self.plot.show_chart(None)

    def _show(self) -> None:
        moment, (x, y) = self._moment, self._chosen
        if moment is None:
            return
        if x is None or y is None or x == y:
            self._say(moment.scenario.name, _("A map needs two assumptions; this outcome has one."))
            return
        try:
            self._draw(moment, x, y)
        except Fault as fault:
            self._say(moment.scenario.name, str(fault))

    def _draw(self, moment: Moment, x: Unknown, y: Unknown) -> None:
        case, outcome, year = Case(moment.scenario, moment.conversions), moment.view.outcome, moment.year
        found = two_way(case, outcome, year, x, y)
        places = [Place(moment.scenario.name, moment.colour, found.x.lever.now, found.y.lever.now)]
        places += _rivals(moment, found, x, y)
        ends = [_holding(side, ours) for side, ours in zip((found.x, found.y), _columns(places), strict=True)]
        if any(ends):
            found = two_way(case, outcome, year, x, y, x_range=ends[0], y_range=ends[1])
        target = self._target(found.unit)
        answers: tuple[float | None, float | None] = (None, None)
        if target is not None:
            first, second = (solve(case, unknown, outcome, year, target).value for unknown in (x, y))
            answers = first, second
        names = self._names(found, x, y)
        chart = two_way_map(found, Question(outcome, moment.scenario.name, year, names, target, answers), places)
        self.set_headline(chart.title, chart.subtitle)
        self.set_caption(chart.caption)
        self.plot.show_chart(chart)

    def _names(self, found: TwoWay, x: Unknown, y: Unknown) -> tuple[str, str]:
        """Return both in words, without the workload where it is the same."""
        if x.workload != y.workload:
            return self.across.currentText(), self.up.currentText()
        levers = found.x.lever, found.y.lever
        one, other = (part_name(lever.factor, lever.part, {}) for lever in levers)
        return one, other

    def _target(self, unit: str) -> float | None:
        try:
            target = self.target.value(unit)
        except Fault as fault:
            self.target.show_error(str(fault))
            return None
        self.target.clear_error()
        return target


def _every(unknown: Unknown) -> bool:
    return True


def _part(part: str) -> str:
    """Points of a path are turned as one, under the name of its value."""
    return "value" if part == "points" else part


def _standing(unknown: Unknown) -> Unknown:
    return Unknown(unknown.workload, unknown.driver, _part(unknown.part))


def _written(found: Formula, wanted: Unknown) -> Unknown:
    """Return ``wanted`` as the list has it."""
    return next(unknown for _words, unknown in choices_of(found) if _standing(unknown) == wanted)


def _columns(places: list[Place]) -> tuple[list[float], list[float]]:
    return [place.x for place in places], [place.y for place in places]


def _rivals(moment: Moment, found: TwoWay, x: Unknown, y: Unknown) -> Iterator[Place]:
    """Yield where the rival stands, if it has the same two assumptions."""
    rival = moment.rival
    if rival is None:
        return
    try:
        other = formula(Case(rival, moment.conversions_for(rival)), moment.view.outcome, moment.year)
        at = [
            lever.now * factor_between(lever.unit, side.lever.unit)
            for lever, side in ((Lever.of(other, x), found.x), (Lever.of(other, y), found.y))
        ]
    except (Fault, UnitProblem):
        return
    yield Place(rival.name, _colour(moment, rival), at[0], at[1], present=False)


def _colour(moment: Moment, scenario: Scenario) -> int:
    return colour_of(moment.workspace, moment.workspace.scenarios.index(scenario))


def _holding(side: Axis, values: list[float]) -> tuple[float, float] | None:
    """Return a range with room for ``values``; None where the side holds them already."""
    low, high = float(side.places[0]), float(side.places[-1])
    least, most = min(values), max(values)
    if low <= least and most <= high:
        return None
    if side.lever.part == "rate" or least <= 0:
        room = (max(high, most) - min(low, least)) * (_ROOM - 1)
        return min(low, least - room), max(high, most + room)
    return min(low, least / _ROOM), max(high, most * _ROOM)
