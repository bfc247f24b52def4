// fonts.css and fonts/: Noto Sans SC, Regular and Bold, in slices by Unicode range, so that a machine without a Chinese
// font fetches only the slices whose characters stand on the page, and a machine with one fetches none. The rules of one
// slice stand together for both weights: their long ranges are equal, and compress to one.

import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

const WEIGHTS = ["400", "700"];
const SKIPPED = /-(cyrillic|vietnamese)-/;
const FACE = /@font-face\s*\{[^}]*\}/g;
const FILE = /url\(\.\/files\/([^)]+\.woff2)\)/;
const RANGE = /unicode-range:\s*([^;]+);/;

export async function buildFonts(place) {
  const source = join(place.modules, "@fontsource", "noto-sans-sc");
  const folder = join(place.out, "fonts");
  await mkdir(folder, { recursive: true });
  const slices = new Map();
  for (const weight of WEIGHTS) {
    const css = await readFile(join(source, `${weight}.css`), "utf8");
    for (const face of css.match(FACE) ?? []) {
      const file = FILE.exec(face)?.[1];
      const range = RANGE.exec(face)?.[1];
      if (!file || !range) {
        throw new Error(`a rule of ${weight}.css names no woff2 file or no range`);
      }
      if (!SKIPPED.test(file)) {
        slices.set(range, [...(slices.get(range) ?? []), { file, weight }]);
      }
    }
  }
  const rules = [...slices].flatMap(([range, faces]) => faces.map((face) => rule(range, face)));
  await writeFile(join(place.out, "fonts.css"), rules.join("\n"));
  const files = [...slices.values()].flat().map((face) => face.file);
  await Promise.all(files.map((file) => copyFile(join(source, "files", file), join(folder, basename(file)))));
}

function rule(range, { file, weight }) {
  return (
    `@font-face{font-family:"Noto Sans SC";font-style:normal;font-display:swap;` +
    `unicode-range:${range};font-weight:${weight};src:url(fonts/${file}) format("woff2")}`
  );
}
