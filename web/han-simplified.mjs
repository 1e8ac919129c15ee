// Characters that are only simplified forms, each with the traditional one it mostly stands for, as Hong Kong writes it.
import hongKong from "./node_modules/opencc-js/dist/esm-lib/dict/HKVariants.js";
import traditional from "./node_modules/opencc-js/dist/esm-lib/dict/STCharacters.js";

const pairs = (dictionary) => dictionary.split("|").map((entry) => entry.split(" ")).filter(([from, to]) => from !== to && [...to].length === 1);

// The first plane of Big5: the 5,401 characters in everyday traditional use. Some are simplified forms of others besides (后, 里, 台).
function everyday() {
  const big5 = new TextDecoder("big5");
  const characters = new Set();
  for (let lead = 0xa4; lead <= 0xc6; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail < 0x7f || trail > 0xa0) {
        characters.add(big5.decode(Uint8Array.of(lead, trail)));
      }
    }
  }

  return characters;
}

export function simplifiedTable() {
  const forms = new Map(pairs(hongKong));
  const notOnlySimplified = new Set([...everyday(), ...forms.values()]);
  return pairs(traditional).filter(([from]) => !notOnlySimplified.has(from))
    .map(([from, to]) => `${from}\t${forms.get(to) ?? to}\n`).sort().join("");
}
