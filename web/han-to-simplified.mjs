// From traditional characters, as Hong Kong writes them, to simplified ones: characters, and the phrases that their characters alone would get wrong (乾坤 is not 干坤).
import hongKong from "./node_modules/opencc-js/dist/esm-lib/dict/HKVariants.js";
import standard from "./node_modules/opencc-js/dist/esm-lib/dict/HKVariantsRev.js";
import characters from "./node_modules/opencc-js/dist/esm-lib/dict/TSCharacters.js";
import phrases from "./node_modules/opencc-js/dist/esm-lib/dict/TSPhrases.js";

const pairs = (dictionary) => new Map(dictionary.split("|").map((entry) => entry.split(" ")));
const [toHongKong, toStandard, toSimplified] = [hongKong, standard, characters].map(pairs);

function simplify(character) {
  const form = toStandard.get(character) ?? character;
  return toSimplified.get(form) ?? form;
}

const each = (text, change) => [...text].map(change).join("");

export function toSimplifiedTable() {
  const table = new Map([["「", "“"], ["」", "”"], ["『", "‘"], ["』", "’"]]);
  for (const character of [...toSimplified.keys(), ...toStandard.keys()]) {
    table.set(character, simplify(character));
  }

  for (const [phrase, simplified] of pairs(phrases)) {
    for (const form of [phrase, each(phrase, (character) => toHongKong.get(character) ?? character)]) {
      table.set(form, simplified);
    }
  }

  return [...table].filter(([from, to]) => ([...from].length === 1 ? from : each(from, simplify)) !== to)
    .sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, to]) => `${from}\t${to}\n`).join("");
}
