#!/usr/bin/env bash
# ical.js 2.2.1: each next() of a rule's iterator gives the same object with another day in it, so that the days that
# were collected are all the last one, and a `last` that was kept for comparison moves along. The iterator of an
# event gives a time of its own each time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'ical.js@2.2.1' > /dev/null
cat > repeat.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

console.log("ical.js", JSON.parse(readFileSync("node_modules/ical.js/package.json")).version);
const collected = (days) => [days.next(), days.next(), days.next()].join(" ");
const rule = collected(ICAL.Recur.fromString("FREQ=WEEKLY").iterator(ICAL.Time.fromString("2026-12-01")));
const component = new ICAL.Component("vevent");
component.addPropertyWithValue("dtstart", ICAL.Time.fromString("2026-12-01"));
component.addPropertyWithValue("rrule", ICAL.Recur.fromString("FREQ=WEEKLY"));
const event = collected(new ICAL.Event(component).iterator());
console.log(`three days of a rule:   ${rule}\nthree days of an event: ${event}`);
process.exit(
  rule === "2026-12-15 2026-12-15 2026-12-15" && event === "2026-12-01 2026-12-08 2026-12-15" ? 0 : 1,
);
EOF_JS
node repeat.mjs
