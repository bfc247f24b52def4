// app.css: what our templates use of Tabler, then our own styles. Tabler's images, which it carries as data: addresses,
// become files, because the content policy `default-src 'self'` refuses data: addresses.
//
// Tabler stays at 1.0.0 on purpose: later versions need light-dark() and oklch(), which browsers know since 2024 only, and
// the office machines this is made for run older ones. Its colours are replaced by ours in any case (styles/tokens.css).

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";

const DATA_ADDRESS = /url\((["'])data:image\/svg\+xml,([\s\S]*?)\1\)/g;

// Classes that are set by Python forms or by scripts and therefore stand in no template.
const KEPT = {
  standard: [/^form-/, /^is-(in)?valid$/, /^invalid-feedback$/, /^was-validated$/, /^visually-hidden/, /^btn$/, /^active$/],
  variables: [/^--tblr-/],
};

async function purgedTabler(place) {
  const [result] = await new PurgeCSS().purge({
    css: [join(place.modules, "@tabler", "core", "dist", "css", "tabler.css")],
    content: [join(place.rooms, "*", "templates", "**", "*.html"), join(place.here, "src", "**", "*.ts")],
    defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
    dynamicAttributes: ["data-bs-theme", "aria-expanded", "aria-current", "open", "hidden"],
    safelist: KEPT,
    keyframes: true,
  });
  return result.css.replace(/@charset "UTF-8";/g, "");
}

// Writes each embedded image once, under the digest of its content, and points to the file.
async function withImagesAsFiles(css, folder) {
  await mkdir(folder, { recursive: true });
  const images = new Map();
  const result = css.replace(DATA_ADDRESS, (_whole, _quote, encoded) => {
    const svg = decodeURIComponent(encoded);
    const name = `${createHash("sha256").update(svg).digest("hex").slice(0, 12)}.svg`;
    images.set(name, svg);
    return `url("img/${name}")`;
  });
  await Promise.all([...images].map(([name, svg]) => writeFile(join(folder, name), svg)));
  if (/url\(\s*["']?data:/.test(result)) {
    throw new Error("a data: address is left in the styles; the content policy would refuse it");
  }
  return result;
}

export async function buildStyles(place, target) {
  const own = await esbuild.build({
    absWorkingDir: place.here,
    entryPoints: ["styles/app.css"],
    bundle: true,
    write: false,
    target,
    charset: "utf8",
    logLevel: "warning",
  });
  const css = await withImagesAsFiles(`${await purgedTabler(place)}\n${own.outputFiles[0].text}`, join(place.out, "img"));
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target, charset: "utf8", legalComments: "none" });
  await writeFile(join(place.out, "app.css"), code);
}
