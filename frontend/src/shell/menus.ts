// Menus and explanations are <details>: this closes them on Escape, on a click elsewhere and when another one opens, and
// keeps an explanation inside the window even where its table scrolls.

const MENUS = "details.menu, details.explain";
const GAP = 8;
const NARROW = window.matchMedia("(max-width: 575.98px)");

function openMenus(): NodeListOf<HTMLDetailsElement> {
  return document.querySelectorAll<HTMLDetailsElement>("details.menu[open], details.explain[open]");
}

function closeAllBut(kept: Node | null): void {
  openMenus().forEach((menu) => {
    if (!kept || !menu.contains(kept)) {
      menu.open = false;
    }
  });
}

function place(explanation: HTMLElement): void {
  const body = explanation.querySelector<HTMLElement>(".explain-body");
  if (!body) {
    return;
  }
  if (NARROW.matches) {
    body.removeAttribute("style");
    return;
  }
  const anchor = explanation.getBoundingClientRect();
  body.style.position = "fixed";
  const { width, height } = body.getBoundingClientRect();
  const left = Math.min(anchor.left, window.innerWidth - width - GAP);
  const below = anchor.bottom + GAP / 2;
  const top = below + height <= window.innerHeight ? below : Math.max(GAP, anchor.top - height - GAP / 2);
  body.style.left = `${Math.max(GAP, left)}px`;
  body.style.top = `${top}px`;
}

export function installMenus(): void {
  document.addEventListener(
    "toggle",
    (event) => {
      const menu = event.target;
      if (menu instanceof HTMLDetailsElement && menu.open && menu.matches(MENUS)) {
        closeAllBut(menu);
        if (menu.matches(".explain")) {
          place(menu);
        }
      }
    },
    true, // `toggle` does not bubble
  );
  document.addEventListener("click", (event) => closeAllBut(event.target instanceof Node ? event.target : null));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" ? openMenus()[0] : undefined;
    if (menu) {
      menu.open = false;
      menu.querySelector<HTMLElement>("summary")?.focus();
    }
  });
  document.addEventListener("scroll", () => document.querySelectorAll<HTMLElement>(".explain[open]").forEach(place), true);
  document.addEventListener("htmx:afterSwap", () => document.querySelectorAll<HTMLElement>(".explain[open]").forEach(place));
}
