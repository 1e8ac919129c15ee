// Reads an interchange from standard input with somebody else's EDIFACT library, checks its segments and elements against that library's
// own definitions and each APERAK against its segment table, and prints the segments as JSON. Argument: the folder of web/package.json.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "package.json"));
const Reader = require("edifact/reader.js");
const Tracker = require("edifact/tracker.js");
const reader = new Reader({ autoDetectEncoding: true });
const segments = reader.parse(readFileSync(0, "utf8"));

let tracker = null;
for (const { name, elements } of segments) {
  if (name === "UNH" && elements[1][0] === "APERAK") {
    tracker = new Tracker(require("edifact/messages/APERAK.json"));
  }

  tracker?.accept(name);
  if (name === "UNT") {
    tracker = null;
  }
}

console.log(JSON.stringify(segments));
