// Spans and delays in a person's time zone. Minutes and hours are exact durations; days, weeks and months keep the
// wall time. A wall time is a Date whose UTC fields are those of a clock on the wall.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const formats = new Map();

/** The instant a span after `start`, never before it. */
export function after({ amount, unit }, start, zone) {
  if (amount === 0) return start;
  if (unit === 'minutes' || unit === 'hours') return new Date(+start + amount * (unit === 'hours' ? 60 : 1) * MINUTE);
  const wall = wallOf(start, zone);
  return instantOf(unit === 'months' ? plusMonths(wall, amount) : plusDays(wall, amount * (unit === 'weeks' ? 7 : 1)), zone);
}

/** The end of the wait that began at `start`, by the rules of the Java program's Delay. */
export function dueAt({ amount, unit, at, workingDaysOnly }, start, zone) {
  const end = endOfSpan({ amount, unit, workingDaysOnly }, start, zone);
  if (at === undefined) return workingDaysOnly ? onWorkingDay(end, zone) : end;
  const day = dayOf(wallOf(end, zone));
  return ['minutes', 'hours'].includes(unit)
    ? firstAt(at, end, plusDays(day, -1), workingDaysOnly, zone)
    : firstAt(at, start, day, workingDaysOnly, zone);
}

function endOfSpan({ amount, unit, workingDaysOnly }, start, zone) {
  if (!workingDaysOnly || unit !== 'days' || amount === 0) return after({ amount, unit }, start, zone);
  let wall = wallOf(start, zone);
  while (isWeekend(wall)) wall = plusDays(wall, -1);
  wall = plusDays(wall, 7 * Math.floor(amount / 5));
  for (let left = amount % 5; left > 0; left--) wall = nextWorkingDay(wall);
  return instantOf(wall, zone);
}

function onWorkingDay(end, zone) {
  const wall = wallOf(end, zone);
  return isWeekend(wall) ? instantOf(nextWorkingDay(wall), zone) : end;
}

function firstAt(at, earliest, firstDay, workingDaysOnly, zone) {
  const [hours, minutes, seconds = 0] = at.split(':').map(Number);
  const time = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  for (let day = firstDay; ; day = plusDays(day, 1)) {
    if (workingDaysOnly && isWeekend(day)) continue;
    const wall = new Date(+day + time);
    const found = showing(wall, zone).find((instant) => instant >= earliest);
    if (found) return found;
  }
}

/** The instants at which clocks show a wall time. If clocks skip it: the end of the gap, if that is on the same day. */
function showing(wall, zone) {
  const instants = validInstants(wall, zone);
  if (instants.length > 0) return instants;
  let [low, high] = [+wall - DAY, +wall + DAY];
  const before = offsetAt(new Date(low), zone);
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(new Date(middle), zone) === before) low = middle;
    else high = middle;
  }
  const end = new Date(high);
  return +dayOf(wallOf(end, zone)) === +dayOf(wall) ? [end] : [];
}

/** A wall time as an instant: the earlier of two; one in a gap is moved forward by the gap's length. */
function instantOf(wall, zone) {
  const [first] = validInstants(wall, zone);
  return first ?? new Date(+wall - offsetAt(new Date(+wall - DAY), zone));
}

function validInstants(wall, zone) {
  const offsets = [offsetAt(new Date(+wall - DAY), zone), offsetAt(new Date(+wall + DAY), zone)];
  return [...new Set(offsets)]
    .map((offset) => new Date(+wall - offset))
    .filter((instant) => +wallOf(instant, zone) === +wall)
    .sort((one, other) => one - other);
}

const wallOf = (instant, zone) => new Date(+instant + offsetAt(instant, zone));
const dayOf = (wall) => new Date(Math.floor(+wall / DAY) * DAY);
const plusDays = (wall, days) => new Date(+wall + days * DAY);
const isWeekend = (wall) => wall.getUTCDay() === 0 || wall.getUTCDay() === 6;

function plusMonths(wall, months) {
  const moved = new Date(wall);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(wall.getUTCDate(), last));
  return moved;
}

function nextWorkingDay(wall) {
  let day = plusDays(wall, 1);
  while (isWeekend(day)) day = plusDays(day, 1);
  return day;
}

/** The zone's offset from UTC, in milliseconds. */
function offsetAt(instant, zone) {
  if (zone === 'UTC' || zone === 'Z') return 0;
  if (!formats.has(zone))
    formats.set(
      zone,
      new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      }),
    );
  const parts = Object.fromEntries(formats.get(zone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(+instant / 1000) * 1000;
}
