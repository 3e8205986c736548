#!/bin/sh
# Puts the planner of this folder into the menu of one user, without administrator rights.
#
#   ./install.sh             menu entry, file type, icons, and the command "planner" in ~/.local/bin
#   ./install.sh --remove    takes all of that away again; plans, presets and settings stay
#
# The program stays in this folder: keep the folder where it is, or run this again after moving it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
commands=$HOME/.local/bin
name=ai-energy-planner

refresh() {
    if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q "$data/applications" || true; fi
    if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$data/mime" || true; fi
}

remove() {
    for command in planner "$name"; do
        # Only what this script has made: another program of that name is left alone.
        case $(readlink "$commands/$command" 2>/dev/null || true) in
            */planner) rm -f "$commands/$command" ;;
        esac
    done
    rm -f "$data/applications/$name.desktop" "$data/mime/packages/$name.xml"
    find "$data/icons/hicolor" -name "$name*.svg" -delete 2>/dev/null || true
    find "$data/icons/hicolor" -name "$name.png" -delete 2>/dev/null || true
}

case ${1-} in
    "") ;;
    --remove)
        remove
        refresh
        echo "The planner is out of the menu. Delete the folder $here to be rid of it altogether."
        exit 0
        ;;
    *)
        sed -n '2,7s/^# \{0,1\}//p' "$0"
        exit 2
        ;;
esac

case $here in
    *[\"\`\$\\%]*)
        echo "The folder $here has a sign in its name that a menu entry cannot hold (\" \` \$ \\ %); move it first." >&2
        exit 1
        ;;
esac
mkdir -p "$data/applications" "$data/mime/packages" "$data/icons" "$commands"
cp -R "$here/share/icons/hicolor" "$data/icons/"
cp "$here/share/mime/packages/$name.xml" "$data/mime/packages/"
sed "s|^Exec=$name|Exec=\"$here/planner\"|" "$here/share/applications/$name.desktop" >"$data/applications/$name.desktop"
for command in planner "$name"; do
    if [ -e "$commands/$command" ] && [ ! -L "$commands/$command" ]; then
        echo "$commands/$command is another program and stays as it is." >&2
    else
        ln -sfn "$here/planner" "$commands/$command"
    fi
done
refresh
echo "AI Energy Planner is in the menu, and the command is $commands/planner."
