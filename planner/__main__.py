"""Where the program starts: ``planner`` and ``python -m planner``. Here alone the window and the commands meet."""

from __future__ import annotations

import gc
import os
import sys


def open_window(files: list[str], language: str = "") -> int:
    """Open the window with ``files``, in ``language`` or that of settings and system; Qt is loaded only now."""
    from planner.gui.quick_imports import load_qt

    load_qt()
    from planner.gui.instance import Instance, wanted_alone

    instance = None if wanted_alone() else Instance()
    if instance is not None and not instance.claim() and instance.hand_over(files):
        return 0
    from planner.gui.app import run

    return run(files, instance, language)


def main() -> None:
    """Run the command line; without a command it opens the window."""
    # NumPy would else start threads, and keep memory for each, for linear algebra that nobody here does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A start makes thousands of things and no garbage: the window looks for some once it is there, a command ends.
    gc.disable()
    from planner.language import of_this_machine
    from planner.text import use_language

    use_language(of_this_machine())
    try:
        if len(sys.argv) == 1:  # no command to look for
            from planner.cli.start import start

            sys.exit(start([], open_window))
        from planner.cli.main import cli

        cli.main(prog_name="planner", obj=open_window)
    except KeyboardInterrupt:  # while the modules were still being read
        sys.exit(130)


if __name__ == "__main__":
    main()
