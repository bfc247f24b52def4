// Single keys: an element with data-key="t" is pressed by T, or focused if it is a field. They sleep while somebody types.

const TYPING = "input, select, textarea, [contenteditable]";

export function installKeys(): void {
  document.addEventListener("keydown", (event) => {
    const busy = event.target instanceof Element && event.target.closest(TYPING);
    if (busy || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) {
      return;
    }
    const key = CSS.escape(event.key.toLowerCase());
    const target = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
    if (!target) {
      return;
    }
    event.preventDefault();
    if (target.matches(TYPING)) {
      target.focus();
    } else {
      target.click();
    }
  });
}
