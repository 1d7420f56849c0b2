#!/usr/bin/env bash
# ical.js 2.2.1: an event on 4 January with RDATE on the 10th and the 12th comes on the 10th and the 12th only; where
# it has an RRULE as well, its first day is there. In iCalendar the first day of what repeats is that of DTSTART.
# recurring-ical-events 3.8.2 has all three.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . 'ical.js@2.2.1' > /dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'recurring-ical-events==3.8.2' 'icalendar==7.3.2'
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//EN BEGIN:VEVENT UID:1@example.org \
    DTSTAMP:20261101T000000Z SUMMARY:talk DTSTART:20270104T090000Z DURATION:PT1H \
    RDATE:20270110T090000Z,20270112T090000Z END:VEVENT END:VCALENDAR > dates.ics
sed 's/^RDATE/RRULE:FREQ=DAILY;COUNT=2\r\nRDATE/' dates.ics > both.ics
cat > repeat.mjs <<'EOF_JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

console.log("ical.js", JSON.parse(readFileSync("node_modules/ical.js/package.json")).version);
for (const name of ["dates", "both"]) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(`${name}.ics`, "utf8")));
  const days = new ICAL.Event(calendar.getFirstSubcomponent("vevent")).iterator();
  const found = [];
  for (let day = days.next(); day; day = days.next()) found.push(String(day).slice(0, 10));
  console.log(`${name}: ${found.join(" ")}`);
}
EOF_JS
node repeat.mjs | tee seen
venv/bin/python - <<'EOF_PYTHON' | tee -a seen
import icalendar
import recurring_ical_events

with open("dates.ics", "rb") as file:
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(file.read())).between((2027, 1, 1), (2028, 1, 1))
print("recurring-ical-events:", *sorted(str(event.start.date()) for event in events))
EOF_PYTHON
grep -q '^dates: 2027-01-10 2027-01-12$' seen
grep -q '^both: 2027-01-04 2027-01-05 2027-01-10 2027-01-12$' seen
grep -q '^recurring-ical-events: 2027-01-04 2027-01-10 2027-01-12$' seen
