#!/usr/bin/env bash
# Fetches postfix, exim and opensmtpd for the tests in this folder. As Debian packages they exclude each other, so none is installed:
# their packages are unpacked into one folder, with the libraries they need, to be run in a chroot. Debian or Ubuntu, with a network; nothing
# outside the folder changes.
#   fetch-relays.sh [folder]     default: node_modules/.cache/relays
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${1:-node_modules/.cache/relays}
[ -e "$target/root/.complete" ] && exit 0
rm -rf "$target"
mkdir -p "$target/debs/partial" "$target/root"
target=$(cd "$target" && pwd)
root=$target/root

# Each by itself, since they conflict; what they need and the machine lacks comes along.
fetch() {
  local package
  for package in postfix exim4-daemon-light opensmtpd; do
    apt-get install -y -qq --reinstall --download-only --no-install-recommends \
      -o Dir::Cache::archives="$target/debs" -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1 "$package" >/dev/null || return 1
  done
}
fetch 2>/dev/null || { apt-get update -qq && fetch; } # the lists of packages may be missing or old
for deb in "$target"/debs/*.deb; do dpkg -x "$deb" "$root"; done

# The libraries of this machine that the programs use, at the same place.
programs=("$root"/usr/sbin/{exim4,smtpd,smtpctl,postconf,postmap} "$root"/usr/lib/postfix/sbin/* "$root"/usr/lib/postfix/*.so)
libraries=$(find "$root" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
for program in "${programs[@]}"; do LD_LIBRARY_PATH=$libraries ldd "$program" 2>/dev/null || true; done |
  grep -o '/[^ ]*' | grep -v "^$root" | grep '\.so' | sort -u | while read -r library; do
    [ -e "$root$library" ] || (mkdir -p "$root$(dirname "$library")" && cp -L "$library" "$root$library")
  done

mkdir -p "$root"/{dev,etc,tmp,var}
rm -rf "$root"/usr/share/{doc,man,info,locale} "$target/debs"
chmod 755 "$target" "$root"
touch "$root/.complete"
