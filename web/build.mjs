// Builds dist/: the pages' styles, script and images under names that carry their content's hash, each also compressed,
// with assets.json saying which name stands for what; and the han-….txt tables for search, name checks and conversion.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as sass from "sass";
import { foldTable } from "./han-fold.mjs";
import { simplifiedTable } from "./han-simplified.mjs";
import { toSimplifiedTable } from "./han-to-simplified.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = join(here, "dist.new");
rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "assets"), { recursive: true });

const names = {};

function add(name, content) {
  const bytes = Buffer.from(content);
  const extension = extname(name);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  names[name] = `${name.slice(0, -extension.length)}-${hash}${extension}`;
  const file = join(out, "assets", names[name]);
  writeFileSync(file, bytes);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  return names[name];
}

const css = sass.compile(join(here, "styles/app.scss"), { style: "compressed", quietDeps: true }).css
  // The crest belongs to GOV.UK.
  .replaceAll(/url\([^)]*govuk-crest[^)]*\)/g, "none");
if (css.includes("GDS Transport") || css.includes("url(")) {
  throw new Error("The styles ask for a typeface or an image that is not ours.");
}

add("app.css", css);

function packaged(path) {
  return readFileSync(join(here, "node_modules", path), "utf8").replace(/\/\/# sourceMappingURL=.*\s*$/, "");
}

// What scripts import by its bare name stands beside them under its hashed one.
const modules = {
  "govuk-frontend": add("govuk-frontend.js", packaged("govuk-frontend/dist/govuk/govuk-frontend.min.js")),
  "maplibre-gl": add("maplibre-gl.js", packaged("maplibre-gl/dist/maplibre-gl.mjs")),
  "maplibre-gl-worker": add("maplibre-gl-worker.js", packaged("maplibre-gl/dist/maplibre-gl-worker.mjs")),
  "hong-kong": add("hong-kong.js", `export default ${JSON.stringify(JSON.parse(readFileSync(join(here, "map/hong-kong.json"), "utf8")))};`),
};
add("maplibre-gl.css", packaged("maplibre-gl/dist/maplibre-gl.css"));
for (const name of readdirSync(join(here, "scripts"))) {
  add(name, readFileSync(join(here, "scripts", name), "utf8")
    .replaceAll(/"([\w-]+)"/g, (whole, module) => (Object.hasOwn(modules, module) ? `"./${modules[module]}"` : whole)));
}

for (const name of readdirSync(join(here, "images"))) {
  add(name, readFileSync(join(here, "images", name)));
}

writeFileSync(join(out, "assets.json"), JSON.stringify(names, null, 2));
writeFileSync(join(out, "han-fold.txt"), foldTable());
writeFileSync(join(out, "han-simplified.txt"), simplifiedTable());
writeFileSync(join(out, "han-to-simplified.txt"), toSimplifiedTable());

rmSync(join(here, "dist"), { recursive: true, force: true });
renameSync(out, join(here, "dist"));
console.log(`${Object.keys(names).length} assets`);
