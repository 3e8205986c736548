#!/bin/sh
# Runs after installing and after removing: lets the desktop know which programs, file types and icons there are now.
# Each tool is used only where it is installed, and none of them may keep the package from going in or out.
set -e
if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q /usr/share/applications || true
fi
if command -v update-mime-database >/dev/null 2>&1; then
    update-mime-database /usr/share/mime >/dev/null 2>&1 || true
fi
# Only where there is a cache: one made here would stay behind when the package goes.
if [ -f /usr/share/icons/hicolor/icon-theme.cache ] && command -v gtk-update-icon-cache >/dev/null 2>&1; then
    gtk-update-icon-cache -q -f /usr/share/icons/hicolor || true
fi
exit 0
