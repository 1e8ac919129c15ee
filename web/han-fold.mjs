// Traditional, Hong Kong's, Taiwan's and Japan's forms of a character, each beside the simplified one that stands for all in search.
import hongKong from "./node_modules/opencc-js/dist/esm-lib/dict/HKVariantsRev.js";
import japan from "./node_modules/opencc-js/dist/esm-lib/dict/JPShinjitaiCharactersRev.js";
import taiwan from "./node_modules/opencc-js/dist/esm-lib/dict/TWVariantsRev.js";
import simplified from "./node_modules/opencc-js/dist/esm-lib/dict/TSCharacters.js";

/** "繁 简 other|…" as a map to the first choice, single characters only. */
function pairs(dictionary) {
  return new Map(dictionary.split("|").map((entry) => entry.split(" ")).filter(([from, to]) => [...from].length === 1 && [...to].length === 1));
}

const toSimplified = pairs(simplified);
const toStandard = [hongKong, taiwan, japan].map(pairs);

function fold(character) {
  for (const variants of [new Map(), ...toStandard]) {
    const standard = variants.get(character) ?? character;
    const folded = toSimplified.get(standard) ?? standard;
    if (folded !== character) {
      return folded;
    }
  }

  return character;
}

export function foldTable() {
  const all = new Set([toSimplified, ...toStandard].flatMap((dictionary) => [...dictionary.keys()]));
  const table = new Map();
  for (const character of all) {
    const seen = new Set([character]);
    let folded = fold(character);
    // A circle of variants ends at its first member again: the smallest of them stands for all.
    while (!seen.has(folded)) {
      seen.add(folded);
      folded = fold(folded);
    }

    const circle = fold(folded) === folded ? [folded] : [...seen].slice([...seen].indexOf(folded));
    table.set(character, circle.sort()[0]);
  }

  return [...table].filter(([from, to]) => from !== to).sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, to]) => `${from}\t${to}\n`).join("");
}
