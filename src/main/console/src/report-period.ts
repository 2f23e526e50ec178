// The period of a report and its parts: as the address has them, as the API takes them, and in words. All days are in UTC,
// as those of the API are.
import type { ReportInterval } from './types';

const DAY = 86_400_000;
const LOCALE = 'en-GB';

/** The lengths that can be chosen, in days. */
export const LENGTHS = [30, 90, 365];
const LENGTH = 90;

/** The period in the address: a length in days, or days of one's own. Empty texts are defaults. */
export interface Chosen {
  /** `30`, `90`, `365` or `own`. */
  period: string;
  /** The first and the last day of one's own period. */
  from: string;
  to: string;
  by: string;
}

/** The days of the period; an empty last day is now. */
interface Days {
  from: string;
  to: string;
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  const time = Date.parse(day);
  return Number.isNaN(time) ? day : isoDay(time + DAY);
}

export function lengthOf({ period }: Chosen): number {
  return LENGTHS.find((length) => String(length) === period) ?? LENGTH;
}

/** A length includes today. */
export function daysOf(chosen: Chosen, now: number): Days {
  return chosen.period === 'own' ? { from: chosen.from, to: chosen.to } : { from: isoDay(now - (lengthOf(chosen) - 1) * DAY), to: '' };
}

/** The parts that are chosen; otherwise those that make a readable chart: some ten to thirty. */
export function intervalOf(chosen: Chosen, now: number): ReportInterval {
  if (chosen.by === 'day' || chosen.by === 'week' || chosen.by === 'month') {
    return chosen.by;
  }
  const { from, to } = daysOf(chosen, now);
  const length = ((to ? Date.parse(to) : now) - Date.parse(from)) / DAY;
  if (length <= 31) {
    return 'day';
  }
  return length > 200 ? 'month' : 'week';
}

/** The query of the API, whose period ends before `to`. */
export function queryOf(chosen: Chosen, now: number): string {
  const { from, to } = daysOf(chosen, now);
  const query = new URLSearchParams({ interval: intervalOf(chosen, now) });
  if (from) {
    query.set('from', from);
  }
  if (to) {
    query.set('to', dayAfter(to));
  }
  return query.toString();
}

const month = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'short', year: 'numeric' });
const day = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });

/** Each part by its first day or its month; with the year if there are several. */
export function partNames(from: string[], interval: ReportInterval): string[] {
  if (interval === 'month') {
    return from.map((time) => month.format(new Date(time)));
  }
  const years = new Set(from.map((time) => time.slice(0, 4)));
  return from.map((time) => (years.size > 1 ? dayOfYear : day).format(new Date(time)));
}

/** From the first to the last day, both included. */
export function periodText({ from, to }: { from: string; to: string }): string {
  return `${dayOfYear.format(new Date(from))} to ${dayOfYear.format(new Date(Date.parse(to) - 1))}`;
}
