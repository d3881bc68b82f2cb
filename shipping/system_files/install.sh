#!/bin/sh
# Puts Homespun into your own account: no administrator, no questions. `./install.sh --remove` takes it away;
# your apps, settings and models stay.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
place=$data/homespun-program
if [ "${1:-}" = --remove ]; then
    rm -rf "$place" "$data/applications/homespun.desktop" "$data/icons/hicolor/scalable/apps/homespun.svg"
    rm -f "$HOME/.local/bin/homespun"
    echo "Homespun is removed. Your apps, settings and models are where they were."
    exit 0
fi
rm -rf "$place.new"
mkdir -p "$place.new" "$HOME/.local/bin" "$data/applications" "$data/icons/hicolor/scalable/apps"
cp -R "$here/homespun" "$here/current" "$here/versions" "$here/install.sh" "$place.new"
rm -rf "$place"
mv "$place.new" "$place"
ln -sf "$place/homespun" "$HOME/.local/bin/homespun"
icon=$data/icons/hicolor/scalable/apps/homespun.svg
cp "$place/versions/$(head -n 1 "$place/current")/_internal/resources/icons/homespun.svg" "$icon"
sed "s|^Exec=.*|Exec=\"$place/homespun\"|" "$here/homespun.desktop" > "$data/applications/homespun.desktop"
echo "Homespun is installed. You find it in the menu; in a terminal it is called homespun."
