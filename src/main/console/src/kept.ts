// State that survives a reload, in the browser's tab only.
import { useEffect, useState } from 'preact/hooks';

function read<T>(name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') as T | null;
  } catch {
    return null; // Without storage, nothing survives.
  }
}

function write(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // It is full or forbidden: the state is lost by a reload only.
  }
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
    sessionStorage.removeItem(name);
    setKept((before) => ({ ...before, forgotten: true }));
  };
  return [kept.value, (change) => setKept((before) => ({ ...before, value: change(before.value) })), forget];
}
