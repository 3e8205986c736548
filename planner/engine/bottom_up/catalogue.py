"""What EcoLogits knows: its language and video models, their sizes, its electricity mixes.

The package takes 0.3 s to import and is imported only when asked. It sets the class of all loggers as it is imported,
and prints warnings; both are undone, because warnings are part of the answer here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any

from attrs import frozen

from planner.model.estimate import Estimate
from planner.model.faults import Fault
from planner.text import _

_GUESS = "model-arch-not-released"


@frozen
class Range:
    """A low and a high end; equal where there is no range."""

    low: float
    high: float

    @classmethod
    def of(cls, value: Any, factor: float = 1.0) -> Range:
        """Return the range of a plain number or of one of the package's ranges."""
        if hasattr(value, "min"):
            return cls(float(value.min) * factor, float(value.max) * factor)
        return cls(float(value) * factor, float(value) * factor)

    def estimate(self, unit: str) -> Estimate:
        """Return the value as an estimate: exact, or from low to high."""
        if self.low == self.high:
            return Estimate.parse(f"{self.low!r} {unit}")
        return Estimate.parse(f"{self.low!r} to {self.high!r} {unit}")


@frozen
class TextModel:
    """A language model the package knows; parameters in billions, ``guessed`` where its maker has published none."""

    provider: str
    name: str
    total: Range
    active: Range
    guessed: bool
    warnings: tuple[str, ...]


@frozen
class VideoModel:
    """A video model the package knows."""

    provider: str
    name: str


@cache
def package_module(name: str) -> Any:
    """Return a module of the package, imported now; raises `Fault` where it is not installed."""
    before = logging.getLoggerClass()
    try:
        found = import_module(f"ecologits.{name}")
    except ModuleNotFoundError as error:
        raise Fault(
            _("EcoLogits is not installed ({package} is missing); install the planner again").format(package=error.name)
        ) from error
    finally:
        logging.setLoggerClass(before)
    logger = logging.getLogger("ecologits")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return found


def version() -> str:
    """Return the version of the installed package."""
    package_module("log")
    return str(import_module("ecologits").__version__)


@cache
def text_models() -> tuple[TextModel, ...]:
    """Return all language models, by provider and name."""
    found = (_text_model(model) for model in package_module("model_repository").models.list_models())
    return tuple(sorted(found, key=lambda model: (model.provider, model.name)))


def _text_model(model: Any) -> TextModel:
    parameters = model.architecture.parameters
    total, active = (parameters.total, parameters.active) if hasattr(parameters, "active") else (parameters, parameters)
    codes = [warning.code for warning in model.warnings]
    messages = tuple(warning.message for warning in model.warnings)
    return TextModel(model.provider.value, model.name, Range.of(total), Range.of(active), _GUESS in codes, messages)


@cache
def video_models() -> tuple[VideoModel, ...]:
    """Return all video models, by provider and name."""
    found = package_module("estimations.video")._MODELS_INFO.values()  # the package has no public list of them
    return tuple(
        sorted(
            (VideoModel(model["provider"], model["model_name"]) for model in found),
            key=lambda model: (model.provider, model.name),
        )
    )


@cache
def zones() -> tuple[str, ...]:
    """Return the codes of the electricity mixes: ``WOR`` for the world, else those of countries."""
    mixes = package_module("electricity_mix_repository").electricity_mixes.list_electricity_mixes()
    return tuple(sorted(mix.zone for mix in mixes))


def find_model(provider: str, name: str) -> TextModel:
    """Return a language model; raises `Fault` with the nearest names where there is none."""
    for model in text_models():
        if (model.provider, model.name) == (provider, name):
            return model
    providers = sorted({model.provider for model in text_models()})
    if provider not in providers:
        raise Fault(
            _("EcoLogits has no provider “{name}”; there are: {names}").format(
                name=provider[:40], names=", ".join(providers)
            )
        )
    raise unknown_model(name, [model.name for model in text_models() if model.provider == provider])


def checked_zone(zone: str | None) -> str | None:
    """Return the code of an electricity mix in capitals, None for none; raises `Fault` where there is no such mix."""
    if zone is None:
        return None
    code = zone.strip().upper()
    if code not in zones():
        raise Fault(
            _(
                "EcoLogits has no electricity mix “{zone}”; use WOR for the world or a country's code such as USA"
            ).format(zone=zone[:20])
        )
    return code


def find_video_model(name: str) -> VideoModel:
    """Return a video model; raises `Fault` with the nearest names where there is none."""
    for model in video_models():
        if model.name == name:
            return model
    raise unknown_model(name, [model.name for model in video_models()])


def unknown_model(name: str, names: Iterable[str]) -> Fault:
    """Return the `Fault` of a model that is not there, with the nearest names."""
    names = list(names)
    near = get_close_matches(name, names, n=5, cutoff=0.3) or names[:5]
    return Fault(_("EcoLogits has no model “{name}”; near it: {names}").format(name=name[:60], names=", ".join(near)))
