// Builds the front end into the `web` room's static folder:
//   app.css app.js theme.js   every page          charts.js   pages with a chart
//   fonts.css fonts/          Chinese web font    icons.svg img/ maps/ LICENSES.txt
// Everything is built aside first and then put in place, so that a failure leaves the last good build standing.

import { cp, mkdir, readdir, rm, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";

import { buildFonts } from "./steps/fonts.mjs";
import { buildIcons } from "./steps/icons.mjs";
import { buildLicences } from "./steps/licences.mjs";
import { buildMaps } from "./steps/maps.mjs";
import { buildStyles } from "./steps/styles.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PLACE = {
  here: HERE,
  modules: join(HERE, "node_modules"),
  rooms: join(HERE, "..", "src", "gatehouse"),
  out: join(HERE, "node_modules", ".build"),
};
const DIST = join(PLACE.rooms, "web", "static", "web", "dist");
// The oldest engines on the desks this is made for: Windows 7 ends at Chromium 109, many 360 and WPS shells are older.
const TARGET = ["chrome94", "edge94", "firefox91", "safari15"];

async function buildScripts() {
  await esbuild.build({
    absWorkingDir: HERE,
    entryPoints: ["src/app.ts", "src/theme.ts", "src/charts.ts"],
    outdir: PLACE.out,
    bundle: true,
    minify: true,
    format: "iife",
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
}

async function report() {
  for (const name of ["app.css", "app.js", "theme.js", "charts.js", "fonts.css", "icons.svg", "maps/431300.json"]) {
    const content = await readFile(join(PLACE.out, name));
    const wire = gzipSync(content, { level: 9 }).length;
    console.log(`${name.padEnd(18)} ${kilo(content.length)}  ${kilo(wire)} over the wire`);
  }
  const fonts = await readdir(join(PLACE.out, "fonts"));
  const sizes = await Promise.all(fonts.map(async (font) => (await stat(join(PLACE.out, "fonts", font))).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${"fonts/".padEnd(18)} ${kilo(total)}  in ${fonts.length} parts, fetched only as needed`);
}

function kilo(bytes) {
  return `${(bytes / 1024).toFixed(1).padStart(8)} KB`;
}

await rm(PLACE.out, { recursive: true, force: true });
await mkdir(PLACE.out, { recursive: true });
await Promise.all([
  buildScripts(),
  buildStyles(PLACE, TARGET),
  buildFonts(PLACE),
  buildIcons(PLACE),
  buildMaps(PLACE),
  buildLicences(PLACE),
]);
await report();
await rm(DIST, { recursive: true, force: true });
await cp(PLACE.out, DIST, { recursive: true });
