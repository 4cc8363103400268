#!/bin/sh
# Draws the pictures of docs/discord.md, over the example library, into docs/pictures. Run it from the top of the repository. It needs Chromium.
set -eu
mkdir -p docs/pictures
VARIORUM_PICTURES=$PWD/docs/pictures go test -count=1 -run Pictures ./discord
