"""The working as LaTeX: one aligned chain for each workload, in words and numbers as on the screen."""

from __future__ import annotations

import re

from planner.chart.ladder import Ladder, Rung

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "\u202f": r"\,",
    "\u00a0": "~",
    "−": r"\textminus{}",
    "×": r"\texttimes{}",
    "÷": r"\textdiv{}",
    "₂": r"\textsubscript{2}",
    "³": r"\textsuperscript{3}",
    "→": r"\textrightarrow{}",
}
_OPERATORS = {"×": r"\times", "÷": r"\div", "=": "=", "+": "+", "": ""}


def escaped(text: str) -> str:
    """Return ``text`` such that LaTeX prints it letter by letter, on one line."""
    return "".join(_SPECIAL.get(letter, letter) for letter in re.sub(r"[\t\r\n]+", " ", text))


def to_latex(ladder: Ladder) -> str:
    """Return the working for a document that loads amsmath and textcomp: a heading, then a chain for each row."""
    lines = [rf"\paragraph{{{escaped(ladder.title)}}}"]
    for name, rungs in ladder.rows:
        lines += [rf"\noindent {escaped(name)}", r"\begin{align*}"]
        lines.append(" \\\\\n".join(f"  {_step(rung)}" for rung in rungs))
        lines.append(r"\end{align*}")
    if ladder.remark:
        lines.append(rf"\noindent {escaped(ladder.remark)}")
    return "\n".join(lines) + "\n"


def _step(rung: Rung) -> str:
    sign = _OPERATORS.get(rung.operator, rf"\text{{{escaped(rung.operator)}}}")
    value = rf"\textbf{{{escaped(rung.value)}}}" if rung.result else rf"\text{{{escaped(rung.value)}}}"
    return rf"{sign}\;& {value} && \text{{{escaped(rung.what)}}}"
