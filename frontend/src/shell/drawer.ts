// On narrow screens the sidebar is a drawer. Without this script its link still opens it, by the address's fragment.

export function installDrawer(): void {
  const opener = document.querySelector<HTMLAnchorElement>("[data-drawer]");
  const drawer = opener && document.getElementById(opener.dataset["drawer"] ?? "");
  if (!opener || !drawer) {
    return;
  }
  const set = (open: boolean): void => {
    drawer.classList.toggle("is-open", open);
    opener.setAttribute("aria-expanded", String(open));
    if (open) {
      drawer.querySelector<HTMLElement>("[data-drawer-close]")?.focus();
    } else if (drawer.contains(document.activeElement)) {
      opener.focus();
    }
  };
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    set(!drawer.classList.contains("is-open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.classList.contains("is-open")) {
      set(false);
    }
  });
  document.querySelectorAll("[data-drawer-close]").forEach((closer) => {
    closer.addEventListener("click", (event) => {
      event.preventDefault();
      set(false);
    });
  });
}
