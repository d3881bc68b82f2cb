#!/bin/sh
# Starts the version that `current` names: a text file and not a link, because sticks know no links.
home=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd) || exit 1
version=$(head -n 1 "$home/current" | tr -cd 'A-Za-z0-9.-')
exec "$home/versions/$version/homespun" "$@"
