// The time zones that the browser knows, found by any part of their names.
import type { Choices } from './combobox';

const LIMIT = 60;

// Intl lists no zone without a place, and the server accepts UTC.
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

function offset(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts();
  return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? '';
}

export function findZones(text: string): Choices {
  const words = text.toLowerCase().replaceAll('_', ' ').split(/[\s/]+/).filter(Boolean);
  const found = ZONES.filter((zone) => {
    const name = zone.toLowerCase().replaceAll('_', ' ');
    return words.every((word) => name.includes(word));
  });
  return { found: found.slice(0, LIMIT).map((zone) => ({ id: zone, text: zone, about: offset(zone) })), next: null };
}
