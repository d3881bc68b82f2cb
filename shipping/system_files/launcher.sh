#!/bin/sh
# Starts the version that `current` names: a text file and not a link, because sticks know no links.
home=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd) || exit 1
version=$(head -n 1 "$home/current" 2> /dev/null | tr -cd '0-9.')
case $version in [0-9]*) ;; *) version=none ;; esac
# A stick that was pulled out at the wrong moment may have lost that file: then the newest one starts.
if [ ! -x "$home/versions/$version/homespun" ]; then
    version=$(ls "$home/versions" | grep '^[0-9]' | sort -V | tail -n 1)
fi
exec "$home/versions/$version/homespun" "$@"
