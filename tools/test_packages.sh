#!/bin/sh
# What the tests need besides Python: a browser, fonts for Thai, Arabic and CJK, and a player library.
# Installed where that is allowed; otherwise the tests that need them are skipped and say why.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
[ -d /usr/share/fonts/truetype/noto ] && ls /usr/share/fonts/truetype/noto/NotoSansThai-Regular.* >/dev/null 2>&1 \
    || missing="$missing fonts-noto-core"
ls /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc >/dev/null 2>&1 || missing="$missing fonts-noto-cjk"

if [ -n "$missing" ]; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing for the tests:$missing" >&2
        export DEBIAN_FRONTEND=noninteractive
        # shellcheck disable=SC2086
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 \
            || echo "these could not be installed, the tests that need them are skipped:$missing" >&2
    else
        echo "not root: the tests that need them are skipped; to run them: sudo apt-get install$missing" >&2
    fi
fi

if [ ! -f tests/web/node_modules/hls.js/dist/hls.min.js ]; then
    if command -v npm >/dev/null 2>&1; then
        npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix tests/web hls.js@1 >/dev/null 2>&1 \
            || echo "hls.js could not be installed; the test that plays the package in a browser is skipped" >&2
    else
        echo "npm is not there: the test that plays the package in a browser is skipped" >&2
    fi
fi
