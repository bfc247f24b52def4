// Small manners of forms and buttons.

export function installForms(): void {
  // A second click must not post a second time; going back makes the form usable again.
  const sent = new Set<HTMLFormElement>();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) {
      return;
    }
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    sent.forEach((form) => form.removeAttribute("aria-busy"));
    sent.clear();
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.hasAttribute("data-dismiss")) {
      button.closest(".notice")?.remove();
    } else if (button?.hasAttribute("data-print")) {
      window.print();
    }
  });
}
