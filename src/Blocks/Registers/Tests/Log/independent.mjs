// Holds our proofs against a library that knows nothing of us, and against the script of the page that checks them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
const web = new URL("../../../../../web/", import.meta.url);
const { default: theirs } = createRequire(new URL("package.json", web))("@transmute/rfc9162");
const { check, canonical } = await import(new URL("scripts/register-proof.js", web));
const { leaves, proof, growth, keys } = JSON.parse(readFileSync(process.argv[2], "utf8"));

function equal(one, other, what) {
  if (JSON.stringify(one) !== JSON.stringify(other)) {
    throw new Error(`${what}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`);
  }
}

const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const entries = leaves.map((leaf) => new Uint8Array(Buffer.from(leaf, "utf8")));
const [one, two] = [JSON.parse(proof), JSON.parse(growth)];
const head = one.checkpoint.split("\n");

const included = await theirs.inclusionProof(entries[one.leafIndex], entries);
equal(included.inclusion_path.map(base64), one.path, "inclusion path");
const root = await theirs.treeHead(entries);
equal([String(entries.length), base64(root)], [head[1], head[2]], "head");
const ours = {
  log_id: "", tree_size: one.treeSize, leaf_index: one.leafIndex,
  inclusion_path: one.path.map((hash) => new Uint8Array(Buffer.from(hash, "base64"))),
};
const leaf = await theirs.leaf(new Uint8Array(Buffer.from(canonical(one.entry), "utf8")));
equal(await theirs.verifyInclusionProof(root, leaf, ours), true, "inclusion");

const first = await theirs.treeHead(entries.slice(0, two.firstSize));
equal(base64(first), two.firstRoot, "first root");
const consistent = {
  log_id: "", tree_size_1: two.firstSize, tree_size_2: two.secondSize,
  consistency_path: two.path.map((hash) => new Uint8Array(Buffer.from(hash, "base64"))),
};
equal(await theirs.verifyConsistencyProof(first, root, consistent), true, "consistency");

const said = [];
for (const [text, trusted] of [
  [proof, keys], [growth, keys], [proof.replace("Renamed", "Remained"), keys], [proof.replace("\\n71\\n", "\\n72\\n"), keys],
  [proof, [keys[0].replace("+", "-other+")]], ["nonsense", keys], ["{}", keys],
]) {
  said.push((await check(text, trusted)).said);
}
console.log(`library: inclusion, consistency, root; script: ${said.join(", ")}`);
