"""Reads the models of EcoLogits beside the window: the package takes more than half a second to import."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import Future
from functools import cache

from attrs import frozen

from planner.engine.bottom_up.catalogue import TextModel, VideoModel, package_module, text_models, video_models, zones


@frozen
class Catalogue:
    """All that can be chosen."""

    texts: tuple[TextModel, ...]
    videos: tuple[VideoModel, ...]
    zones: tuple[str, ...]


@cache
def reading() -> Future[Catalogue]:
    """Return what is being read, or has been: once for the whole program."""
    future: Future[Catalogue] = Future()
    threading.Thread(target=_read, args=(future,), daemon=True, name="reading models").start()
    return future


def _read(future: Future[Catalogue]) -> None:
    # The collector runs in whatever thread allocates, and widgets must not be thrown away in this one.
    collecting = gc.isenabled()
    gc.disable()
    try:
        for module in ("tracers.utils", "impacts.llm", "estimations.video"):
            package_module(module)
        future.set_result(Catalogue(text_models(), video_models(), zones()))
    except Exception as problem:  # shown on the page, whatever it is
        future.set_exception(problem)
    finally:
        if collecting:
            gc.enable()
