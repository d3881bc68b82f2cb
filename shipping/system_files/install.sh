#!/bin/sh
# Puts Homespun into your own account: no administrator, no questions. `./install.sh --remove` takes it away;
# your apps, settings and models stay.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
place=$data/homespun-program
icon=$data/icons/hicolor/scalable/apps/homespun.svg

tell_the_desktop() {
    # Where these are missing, the menu notices by itself, and files are opened from within Homespun.
    if command -v update-mime-database > /dev/null; then update-mime-database "$data/mime"; fi
    if command -v update-desktop-database > /dev/null; then update-desktop-database "$data/applications"; fi
}

if [ "${1:-}" = --remove ]; then
    rm -rf "$place" "$icon"
    rm -f "$data/applications/homespun.desktop" "$data/applications/homespun-open.desktop"
    rm -f "$data/mime/packages/homespun.xml" "$HOME/.local/bin/homespun"
    tell_the_desktop
    echo "Homespun is removed. Your apps, settings and models are where they were."
    exit 0
fi
rm -rf "$place.new"
mkdir -p "$place.new" "$HOME/.local/bin" "$data/applications" "$data/mime/packages" "$(dirname "$icon")"
cp -R "$here/homespun" "$here/current" "$here/versions" "$here/install.sh" "$place.new"
rm -rf "$place"
mv "$place.new" "$place"
ln -sf "$place/homespun" "$HOME/.local/bin/homespun"
cp "$place/versions/$(head -n 1 "$place/current")/_internal/resources/icons/homespun.svg" "$icon"
for entry in homespun homespun-open; do
    sed "s|^Exec=homespun|Exec=\"$place/homespun\"|" "$here/$entry.desktop" > "$data/applications/$entry.desktop"
done
cp "$here/homespun.xml" "$data/mime/packages/"
tell_the_desktop
echo "Homespun is installed. You find it in the menu; in a terminal it is called homespun."
