#!/bin/sh
# Chromium in the network that CARREL_TEST_NETWORK names; see scripts/verify/browser-network.mjs.
exec nsenter "--net=$CARREL_TEST_NETWORK" -- /usr/bin/chromium "$@"
