// Makes every module's simplified texts (Texts/zh-Hans.json) from its traditional ones (Texts/zh-Hant.json), and those of eservices/*.yaml.
//   node tools/zh-hans.mjs           writes them
//   node tools/zh-hans.mjs --check   writes nothing; names the files that are not what it would write, and fails
// Words that the mainland says otherwise, and texts that a reader corrected, stand in tools/zh-hans.overrides.json.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const opencc = join(root, "web/node_modules/opencc-js/dist/esm/full.js");
if (!existsSync(opencc)) {
  console.error("opencc-js is not installed.\nWhat to do: npm ci in web/ (a build of Platform does it).");
  process.exit(1);
}

const { Converter } = await import(opencc);
const toSimplified = Converter({ from: "hk", to: "cn" });
const { words, texts } = JSON.parse(readFileSync(join(root, "tools/zh-hans.overrides.json"), "utf8"));
const longestFirst = Object.keys(words).sort((a, b) => b.length - a.length);
const anyWord = new RegExp(longestFirst.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
const marks = { "「": "“", "」": "”", "『": "‘", "』": "’" };

function simplify(text) {
  return toSimplified(text.replaceAll(anyWord, (word) => words[word])).replaceAll(/[「」『』]/g, (mark) => marks[mark]);
}

function* textFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !["bin", "obj", "Tests"].includes(entry.name)) {
      const inside = join(folder, entry.name);
      if (entry.name === "Texts" && existsSync(join(inside, "zh-Hant.json"))) {
        yield inside;
      }

      yield* textFolders(inside);
    }
  }
}

const check = process.argv.includes("--check");
const unused = new Set(Object.keys(texts));
let files = 0;
let different = 0;
for (const folder of textFolders(join(root, "src"))) {
  files++;
  const traditional = JSON.parse(readFileSync(join(folder, "zh-Hant.json"), "utf8"));
  const simplified = {};
  for (const [key, text] of Object.entries(traditional)) {
    unused.delete(key);
    simplified[key] = texts[key] ?? simplify(text);
  }

  const file = join(folder, "zh-Hans.json");
  const wanted = `${JSON.stringify(simplified, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, "utf8") === wanted) {
    continue;
  }

  different++;
  console.log(`${relative(root, file)} ${check ? "is not what its traditional texts give" : "written"}`);
  if (!check) {
    writeFileSync(file, wanted);
  }
}

// E-services' files: each zh-Hant text in double quotes is followed by its zh-Hans.
const eservices = join(root, "eservices");
for (const name of readdirSync(eservices).filter((name) => name.endsWith(".yaml"))) {
  files++;
  const file = join(eservices, name);
  const before = readFileSync(file, "utf8");
  const wanted = before.replaceAll(/zh-Hant: "((?:[^"\\]|\\.)*)"(?:, zh-Hans: "(?:[^"\\]|\\.)*")?/g, (_, text) => `zh-Hant: "${text}", zh-Hans: "${simplify(text)}"`);
  if (before !== wanted) {
    different++;
    console.log(`${relative(root, file)} ${check ? "is not what its traditional texts give" : "written"}`);
    if (!check) {
      writeFileSync(file, wanted);
    }
  }
}

for (const key of unused) {
  console.log(`tools/zh-hans.overrides.json: no module has the text ${key}`);
}

if (files === 0) {
  console.error("There are no texts.");
  process.exit(1);
}

if (check && (different > 0 || unused.size > 0)) {
  console.error("What to do: node tools/zh-hans.mjs");
  process.exit(1);
}
