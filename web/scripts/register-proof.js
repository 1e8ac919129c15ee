// Checks a register's proof in the browser: nothing is sent anywhere. The rules are RFC 9162 (tree), RFC 8785 (canonical JSON) and
// c2sp.org/signed-note (head); the same stands in C# in src/Blocks/Registers/Log/Verifying/ProofFile.cs.
const text = new TextEncoder();

/** What a file proves: `said` is one of sound, grew, changed, unsigned, stranger, format. */
export async function check(json, trusted) {
  let proof;
  try {
    proof = JSON.parse(json);
  } catch {
    return { said: "format" };
  }
  try {
    switch (proof?.format) {
      case "onestop-register-proof/1":
        return await checkEntry(proof, trusted);
      case "onestop-register-consistency/1":
        return await checkGrowth(proof, trusted);
      default:
        return { said: "format" };
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotSupportedError") {
      throw error;
    }
    return { said: "format" };
  }
}

async function checkEntry(proof, trusted) {
  const head = await signed(proof.checkpoint, trusted);
  if (!head.root) {
    return head;
  }
  const leaf = await hash([0], text.encode(canonical(proof.entry)));
  const root = await rootOf(leaf, proof.leafIndex, head.size, proof.path.map(bytes));
  return { said: proof.treeSize === head.size && root && same(root, head.root) ? "sound" : "changed", head, entry: proof.entry, place: proof.leafIndex };
}

async function checkGrowth(proof, trusted) {
  const head = await signed(proof.secondCheckpoint, trusted);
  if (!head.root) {
    return head;
  }
  const first = bytes(proof.firstRoot);
  if (proof.firstCheckpoint !== null) {
    const earlier = await signed(proof.firstCheckpoint, trusted);
    if (!earlier.root || earlier.size !== proof.firstSize || earlier.origin !== head.origin || !same(earlier.root, first)) {
      return { said: "unsigned" };
    }
  }
  const grew = proof.secondSize === head.size && same(bytes(proof.secondRoot), head.root)
    && await isConsistent(proof.firstSize, first, head.size, head.root, proof.path.map(bytes));
  return { said: grew ? "grew" : "changed", head, before: proof.firstSize };
}

/** The head, where one of the trusted keys has signed it; why not, otherwise. */
async function signed(note, trusted) {
  const end = note.lastIndexOf("\n\n");
  const body = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split("\n").map((line) => /^— (\S+) (\S+)$/.exec(line));
  if (end < 0 || !note.endsWith("\n") || lines.includes(null)) {
    return { said: "unsigned" };
  }
  const keys = await Promise.all(trusted.map(verifierKey));
  let [isSigned, at, known] = [false, null, false];
  for (const [, name, base64] of lines) {
    const line = bytes(base64);
    const id = hex(line.slice(0, 4));
    const key = keys.find((one) => one.name === name && one.id === id);
    if (!key) {
      continue;
    }
    known = true;
    const time = key.type === 4 ? new DataView(line.buffer).getBigUint64(4) : null;
    const message = time === null ? body : `cosignature/v1\ntime ${time}\n${body}`;
    if (!(await verifies(key, line.slice(time === null ? 4 : 12), message))) {
      return { said: "unsigned" };
    }
    if (time === null) {
      isSigned = true;
    } else {
      at = new Date(Number(time) * 1000);
    }
  }
  const [origin, size, root] = body.split("\n");
  const own = keys.filter((key) => key.name === origin);
  // Who signs with the time always does: a head without it was cut.
  if (!isSigned || own.length === 0 || (at === null && own.some((key) => key.type === 4))) {
    return { said: known ? "unsigned" : "stranger", origin };
  }
  return { origin, size: Number(size), root: bytes(root), at };
}

async function verifierKey(vkey) {
  const [name, id, base64] = vkey.split(/\+(.{8})\+/);
  const key = bytes(base64);
  return { name, id, type: key[0], raw: key.slice(1) };
}

async function verifies(key, signature, message) {
  const imported = await crypto.subtle.importKey("raw", key.raw, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, text.encode(message));
}

/** RFC 9162 section 2.1.3.2. Sizes are below 2^53, so halves instead of shifts. */
async function rootOf(leaf, index, size, path) {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) {
    return null;
  }
  let [at, last, root] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) {
      return null;
    }
    if (at % 2 === 1 || at === last) {
      root = await hash([1], sibling, root);
      [at, last] = pastLeftEdge(at, last);
    } else {
      root = await hash([1], root, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : null;
}

/** RFC 9162 section 2.1.4.2. */
async function isConsistent(first, firstRoot, second, secondRoot, path) {
  if (!(Number.isSafeInteger(first) && first >= 1 && first <= second)) {
    return false;
  }
  if (first === second) {
    return path.length === 0 && same(firstRoot, secondRoot);
  }
  const hashes = Number.isInteger(Math.log2(first)) ? [firstRoot, ...path] : path;
  if (hashes.length === 0) {
    return false;
  }
  let [at, last] = [first - 1, second - 1];
  while (at % 2 === 1) {
    [at, last] = [half(at), half(last)];
  }
  let [one, two] = [hashes[0], hashes[0]];
  for (const sibling of hashes.slice(1)) {
    if (last === 0) {
      return false;
    }
    if (at % 2 === 1 || at === last) {
      one = await hash([1], sibling, one);
      two = await hash([1], sibling, two);
      [at, last] = pastLeftEdge(at, last);
    } else {
      two = await hash([1], two, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(one, firstRoot) && same(two, secondRoot);
}

function pastLeftEdge(at, last) {
  while (at !== 0 && at % 2 === 0) {
    [at, last] = [half(at), half(last)];
  }
  return [at, last];
}

/** RFC 8785: ECMAScript writes strings and numbers as it wants them; only the members' order is left. */
export function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

async function hash(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(parts.flatMap((part) => [...part]))));
}

function half(number) {
  return Math.floor(number / 2);
}

/** One content has one text: no white space, and no bits that stand for nothing. */
function bytes(base64) {
  const binary = atob(base64);
  if (btoa(binary) !== base64) {
    throw new SyntaxError("not canonical");
  }
  return Uint8Array.from(binary, (symbol) => symbol.charCodeAt(0));
}

function hex(array) {
  return [...array].map((value) => value.toString(16).padStart(2, "0")).join("");
}

function same(one, other) {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

function wire(page) {
  const words = JSON.parse(page.dataset.words);
  const keys = JSON.parse(page.dataset.keys);
  const result = page.querySelector("[data-result]");
  const [title, heading, detail, facts] = ["title", "heading", "detail", "facts"].map((name) => page.querySelector(`[data-${name}]`));
  const moment = new Intl.DateTimeFormat(`${document.documentElement.lang}-HK`, { dateStyle: "long", timeStyle: "medium", timeZone: "Asia/Hong_Kong" });

  function show(said, found) {
    const good = said === "sound" || said === "grew";
    result.classList.toggle("govuk-notification-banner--success", good);
    title.textContent = words[good ? "good" : "bad"];
    heading.textContent = words[said];
    detail.textContent = words[`${said}Explain`];
    facts.replaceChildren(...rows(found).flatMap(([name, value]) => [term("dt", words[name]), term("dd", value)]));
    result.hidden = false;
    result.focus();
  }

  function rows({ entry, head, place, before, origin }) {
    const about = entry ? [["register", entry.register], ["key", entry.key], ["number", entry.number], ["from", entry.validFrom], ["place", `${place + 1} / ${head.size}`]] : [];
    const grown = before ? [["grown", `${before} → ${head.size}`]] : [];
    const who = head ? [["signedBy", head.origin], ...(head.at ? [["signedAt", moment.format(head.at)]] : [])] : origin ? [["signedBy", origin]] : [];
    return [...about, ...grown, ...who];
  }

  function term(tag, value) {
    const element = document.createElement(tag);
    element.textContent = value;
    return element;
  }

  page.querySelector("[data-tool]").hidden = false;
  page.querySelector("[data-by-hand]").open = false;
  page.querySelector("input[type=file]").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (file) {
      try {
        const found = await check(await file.text(), keys);
        show(found.said, found);
      } catch {
        show("unable", {});
      }
    }
  });
}

if (typeof document !== "undefined") {
  wire(document.querySelector("[data-register-proof]"));
}
