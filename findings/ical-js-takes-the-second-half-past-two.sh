#!/usr/bin/env bash
# ical.js 2.2.1: an event at 2:30 in the night in which Berlin's clocks go back is at 1:30 in UTC, the second 2:30. Of
# a time that comes twice, iCalendar means the first, 0:30 in UTC. One from 1:30 that lasts two hours (PT2H) so has an
# end three hours later.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'ical.js@2.2.1' > /dev/null
cat > night.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

console.log("ical.js", JSON.parse(readFileSync("node_modules/ical.js/package.json")).version);
const zone = `BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE`;
let same = true;
for (const [start, first, last] of [
  ["20271031T023000", "2027-10-31T01:30", "2027-10-31T03:30"],
  ["20271031T013000", "2027-10-30T23:30", "2027-10-31T02:30"],
  ["20271030T023000", "2027-10-30T00:30", "2027-10-30T02:30"],
]) {
  const lines = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
${zone}
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20261101T000000Z
DTSTART;TZID=Europe/Berlin:${start}
DURATION:PT2H
END:VEVENT
END:VCALENDAR`;
  const calendar = new ICAL.Component(ICAL.parse(lines.replaceAll("\n", "\r\n")));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
  const times = [event.startDate, event.endDate].map((time) => time.toJSDate().toISOString().slice(0, 16));
  console.log(`${start} in Berlin for two hours: in UTC from ${times[0]} to ${times[1]}`);
  same &&= times[0] === first && times[1] === last;
}
process.exit(same ? 0 : 1);
EOF_JS
node night.mjs
