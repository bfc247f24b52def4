// icons.svg: one sprite of the icons that icons.json names, from Tabler's outline set; and the site's own mark.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const BODY = /<svg[^>]*>([\s\S]*)<\/svg>/;
const BOUNDING_BOX = /<path stroke="none"[^>]*\/>/g;

export async function buildIcons(place) {
  const names = JSON.parse(await readFile(join(place.here, "icons.json"), "utf8"));
  const symbols = await Promise.all(Object.entries(names).map(([name, file]) => symbol(place, name, file)));
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
  await writeFile(join(place.out, "icons.svg"), sprite);
  await copyFile(join(place.here, "src", "mark.svg"), join(place.out, "mark.svg"));
}

async function symbol(place, name, file) {
  const path = join(place.modules, "@tabler", "icons", "icons", "outline", `${file}.svg`);
  const body = BODY.exec(await readFile(path, "utf8"))?.[1];
  if (!body) {
    throw new Error(`${path} is no icon`);
  }
  const shapes = body.replace(BOUNDING_BOX, "").replace(/\s+/g, " ").replace(/> </g, "><").trim();
  return (
    `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" ` +
    `stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`
  );
}
