"""Runs first in a bundle on Linux: programs started from it find the system's libraries, not those of the bundle.

The starter of the bundle puts the bundle's folder into LD_LIBRARY_PATH and what stood there into LD_LIBRARY_PATH_ORIG.
This process has taken note of the folder as it was loaded; whatever it starts (fc-list, xdg-open, a file manager)
inherits the variable as the user had it.
"""

import os

original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if original is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = original
