#!/bin/sh
# Print the folder of PostgreSQL's programs. Debian's is installed when there is none and root may do so.
# Without one its tests are skipped, but under CI=true that is a failure.
set -eu

find_installed() {
    for folder in /usr/lib/postgresql/*/bin /usr/local/pgsql/bin; do
        if [ -x "$folder/initdb" ]; then
            echo "$folder"
            return
        fi
    done
    command -v initdb >/dev/null && dirname "$(command -v initdb)"
}

find_installed && exit
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's PostgreSQL for the tests of the workshop's store" >&2
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql >/dev/null
    find_installed && exit
fi
echo "No PostgreSQL found: install it; its tests are skipped." >&2
exit 1
