// Fetches the drawing code once, when the first chart stands on the page.

let asked = false;

export function loadCharts(address: string | undefined): void {
  if (asked || !address || !document.querySelector("[data-chart]")) {
    return;
  }
  asked = true;
  const script = document.createElement("script");
  script.src = address;
  document.head.append(script);
}
