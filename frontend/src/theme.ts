// Runs before the first paint: light or dark as the system says, and always light on paper.

const system = window.matchMedia("(prefers-color-scheme: dark)");

function show(theme: "dark" | "light"): void {
  document.documentElement.dataset.bsTheme = theme;
  document.dispatchEvent(new Event("gatehouse:theme"));
}

function follow(): void {
  show(system.matches ? "dark" : "light");
}

follow();
system.addEventListener("change", follow);
window.addEventListener("beforeprint", () => show("light"));
window.addEventListener("afterprint", follow);
