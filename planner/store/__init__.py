"""Where it is kept: files, presets, settings, and the library that ships."""
