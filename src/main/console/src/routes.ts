// The addresses of the console's pages. A part that begins with a colon stands for any value.

export const ROUTES = [
  '',
  'tracks',
  'tracks/:track',
  'tracks/:track/report',
  'tracks/:track/steps/:step',
  'tracks/:track/steps/:step/people',
  'map',
  'people',
  'people/:person',
  'people/:person/edit',
  'new-person',
  'import-people',
  'jobs',
  'jobs/:job',
  'new-job/:kind',
  'my-tracks',
  'undeliverable',
  'inbox',
] as const;

export type Route = (typeof ROUTES)[number];

/** The parts of the route in the URL's hash. A part with an encoding that is not valid stays as it is. */
export function partsOf(hash: string): string[] {
  return hash.slice(2).split('?')[0].split('/').filter(Boolean).map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The page at the address, and the values in its place of the parts with a colon; null if there is none. */
export function pageAt(parts: string[]): { route: Route; values: string[] } | null {
  for (const route of ROUTES) {
    const names = route.split('/').filter(Boolean);
    if (names.length === parts.length && names.every((name, index) => name.startsWith(':') || name === parts[index])) {
      return { route, values: parts.filter((_, index) => names[index].startsWith(':')) };
    }
  }
  return null;
}
