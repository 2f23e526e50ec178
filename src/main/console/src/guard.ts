// Unsaved changes are not lost silently: a page may hold back the way out until somebody has decided.
let reason: (() => boolean) | null = null;

window.addEventListener('beforeunload', (event) => {
  if (reason?.()) {
    event.preventDefault();
  }
});

/** Holds people back while the condition is true; the answer lets go. */
export function holdWhile(condition: () => boolean): () => void {
  reason = condition;
  return () => {
    if (reason === condition) {
      reason = null;
    }
  };
}

export function isHeld(): boolean {
  return reason?.() ?? false;
}

export function letGo(): void {
  reason = null;
}
