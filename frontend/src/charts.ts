// Draws every [data-chart] on the page from its JSON, again when the theme changes, and after htmx brought new ones.

import { installChart } from "./charts/holder";

function drawAll(): void {
  document.querySelectorAll<HTMLElement>("[data-chart]:not([data-drawn])").forEach((holder) => {
    holder.dataset["drawn"] = "";
    void installChart(holder);
  });
}

drawAll();
document.addEventListener("htmx:load", drawAll);
