#!/bin/sh
# Make a private environment with uv and pinned packages in it:
#     binder/make_environment.sh FOLDER REQUIREMENTS
# Needs only a Python 3.11 or newer; PYTHON=… names one. The file FOLDER/packages says that it is complete.
set -eu

folder=$1
requirements=$2

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Sociable needs Python 3.11 or newer, and found none. Install one, or name it: make PYTHON=/path/to/python3" >&2
    return 1
}

python=$(find_python)

echo "Making $folder with $("$python" --version)"
if ! "$python" -m venv --clear "$folder"; then
    echo "$python cannot make environments. On Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
fi

echo "Getting uv, which installs packages fast"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check uv

echo "Installing the packages that $requirements pins"
quiet=--quiet
[ -t 2 ] && quiet= # a person sees the progress
# Compiled here, once: where nothing may be written later, each process would compile all that it imports.
# shellcheck disable=SC2086
"$folder/bin/uv" pip install $quiet --compile-bytecode --python "$folder/bin/python" --requirement "$requirements"

touch "$folder/packages"
