/**
 * Scrolls the element that gets the focus out from behind the bar at the bottom (WCAG 2.2, 2.4.11). The style sheet's
 * scroll-padding does this for most elements; for a text area, browsers scroll to the caret only.
 */
export function clearOfBar(event: FocusEvent): void {
  const bar = document.querySelector('.save-bar');
  const element = event.target;
  if (!bar || !(element instanceof HTMLElement) || bar.contains(element)) {
    return;
  }
  requestAnimationFrame(() => {
    const box = element.getBoundingClientRect();
    const hidden = box.bottom - bar.getBoundingClientRect().top;
    if (hidden > 0) {
      // Not further than to the top of the element, if it is higher than the window.
      window.scrollBy(0, Math.min(hidden + 12, Math.max(0, box.top - 12)));
    }
  });
}
