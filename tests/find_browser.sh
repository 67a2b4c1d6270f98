#!/bin/sh
# Print the path of a Chromium or Chrome for the tests. Debian's is installed when there is none and root may do so;
# CHROMIUM=… names one. Without one the browser tests are skipped, but under CI=true that is a failure.
# The one without windows comes first: the same engine opens a page there in a quarter of the time.
set -eu

works() {
    "$1" --version >/dev/null 2>&1
}

find_installed() {
    for candidate in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable chrome \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        if works "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

install_debian() {
    echo "Installing Debian's Chromium for the browser tests" >&2
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        chromium-headless-shell fonts-dejavu-core fonts-liberation >/dev/null
}

if [ -n "${CHROMIUM:-}" ]; then
    works "$CHROMIUM" && echo "$CHROMIUM" && exit
    echo "CHROMIUM=$CHROMIUM is not a browser that runs." >&2
    exit 1
fi
find_installed && exit
if may_install && install_debian; then
    find_installed && exit
fi

echo "No Chromium or Chrome found: install one, or name it with CHROMIUM=/path/to/chrome." >&2
if [ "${CI:-}" = true ]; then
    exit 1
fi
echo "The browser tests are skipped." >&2
