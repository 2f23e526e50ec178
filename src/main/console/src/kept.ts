// State that survives a reload, in the browser's tab only, until the user signs out.
import { useEffect, useState } from 'preact/hooks';

const PREFIX = 'tracks.kept/';

function read<T>(name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null') as T | null;
  } catch {
    return null; // Without storage, nothing survives.
  }
}

function write(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // It is full or forbidden: the state is lost by a reload only.
  }
}

/** Forgets all state: the next user of the tab must not see it. */
export function forgetKept(): void {
  Object.keys(sessionStorage)
    .filter((name) => name.startsWith(PREFIX))
    .forEach((name) => sessionStorage.removeItem(name));
}

/** @returns the state, how to change it, and how to forget it for good */
export function useKept<T>(name: string, initial: () => T): [T, (change: (before: T) => T) => void, () => void] {
  const [kept, setKept] = useState<{ value: T; forgotten: boolean }>(() => ({ value: read<T>(name) ?? initial(), forgotten: false }));
  useEffect(() => {
    if (!kept.forgotten) {
      write(name, kept.value);
    }
  }, [kept]);
  const forget = (): void => {
    sessionStorage.removeItem(PREFIX + name);
    setKept((before) => ({ ...before, forgotten: true }));
  };
  return [kept.value, (change) => setKept((before) => ({ ...before, value: change(before.value) })), forget];
}
