// A request for a part of a page that fails says so where it can be read, and stays until it is put away.

export function installFailureNotice(): void {
  const template = document.querySelector<HTMLTemplateElement>("template[data-failure]");
  const messages = document.getElementById("messages");
  if (!template || !messages) {
    return;
  }
  const show = (): void => {
    messages.querySelector("[data-failed]")?.remove();
    messages.append(template.content.cloneNode(true));
  };
  document.addEventListener("htmx:responseError", show);
  document.addEventListener("htmx:sendError", show);
  document.addEventListener("htmx:timeout", show);
}
