// The console's address: a route in the URL's hash, with the state of searches and filters as its query (`#/people?q=ada`).
import { useLayoutEffect, useState } from 'preact/hooks';
import { hasUnsavedChanges, stopGuarding } from './guard';
import { partsOf } from './routes';

interface Place {
  hash: string;
  /** Counts the pages that the user went to. 0 is the page that was opened. */
  visit: number;
}

function address(): string {
  return location.hash.startsWith('#/') ? location.hash : '#/';
}

let place: Place = { hash: address(), visit: 0 };
let blocked: string | null = null;
const listeners = new Set<() => void>();

function changed(): void {
  listeners.forEach((listener) => listener());
}

window.addEventListener('hashchange', () => {
  const next = address();
  if (next === place.hash) {
    return;
  }
  if (hasUnsavedChanges()) {
    history.replaceState(null, '', place.hash);
    blocked = next;
  } else {
    place = { hash: next, visit: place.visit + 1 };
    window.scrollTo(0, 0);
  }
  changed();
});

/** Renders the component again when the address changes. */
function useAddress(): void {
  const [, render] = useState(0);
  // An effect would begin to listen later than a change of the address can come.
  useLayoutEffect(() => {
    const listener = (): void => render((before) => before + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}

/** The parts of the route. Unsaved changes block a change of the page until the user confirms it. */
export function useRoute(): { route: string[]; visit: number; blocked: string | null; leave(): void; stay(): void } {
  // The sign-in restores the address before the first page is rendered.
  useState(() => (place = { ...place, hash: address() }));
  useAddress();
  return {
    route: partsOf(place.hash),
    visit: place.visit,
    blocked,
    leave() {
      stopGuarding();
      const to = blocked ?? '#/';
      blocked = null;
      location.hash = to;
      changed();
    },
    stay() {
      blocked = null;
      changed();
    },
  };
}

/** The number of the visit; it changes when the user goes to another page. */
export function useVisit(): number {
  useAddress();
  return place.visit;
}

/** Gives the page another address, without loading it again and without a new entry in the browser's history. */
export function replaceAddress(hash: string): void {
  history.replaceState(history.state, '', hash);
  place = { ...place, hash };
  changed();
}

/** The present address with another value of the parameter. An empty value is left out. */
export function withQuery(name: string, value: string): string {
  const [path, before] = place.hash.split('?');
  const parameters = new URLSearchParams(before);
  if (value) {
    parameters.set(name, value);
  } else {
    parameters.delete(name);
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/** A parameter in the address: it is still there after Back, Reload and in a copied link. Empty values are left out. */
export function useQuery(name: string): [string, (value: string) => void] {
  useAddress();
  const [path, query] = place.hash.split('?');
  return [
    new URLSearchParams(query).get(name) ?? '',
    (value) => {
      if (place.hash.split('?')[0] !== path) {
        return; // The user has left the page meanwhile.
      }
      replaceAddress(withQuery(name, value));
    },
  ];
}
