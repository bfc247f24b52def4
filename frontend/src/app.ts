// What every page needs: htmx, and the behaviour of the shell. Each part works on plain HTML that does without it.

import htmx from "htmx.org";

import { loadCharts } from "./shell/charts";
import { installDrawer } from "./shell/drawer";
import { installFailureNotice } from "./shell/failures";
import { installForms } from "./shell/forms";
import { installKeys } from "./shell/keys";
import { installMenus } from "./shell/menus";
import { installTree } from "./shell/tree";

// The content policy forbids inline styles and eval; pages with personal data must not stay in the browser's store.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;
htmx.config.scrollBehavior = "auto";

const chartsAddress = document.currentScript?.dataset["charts"];

document.addEventListener("DOMContentLoaded", () => {
  installDrawer();
  installFailureNotice();
  installForms();
  installKeys();
  installMenus();
  document.querySelectorAll<HTMLElement>("[data-tree]").forEach(installTree);
});
document.addEventListener("htmx:load", () => loadCharts(chartsAddress));
