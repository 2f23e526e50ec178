// Guards unsaved changes: the user must confirm before they leave a page that has some.
let condition: (() => boolean) | null = null;

window.addEventListener('beforeunload', (event) => {
  if (condition?.()) {
    event.preventDefault();
  }
});

/** Guards the page while it has unsaved changes. Call the returned function to stop. */
export function guardWhile(unsaved: () => boolean): () => void {
  condition = unsaved;
  return () => {
    if (condition === unsaved) {
      condition = null;
    }
  };
}

export function hasUnsavedChanges(): boolean {
  return condition?.() ?? false;
}

export function stopGuarding(): void {
  condition = null;
}
