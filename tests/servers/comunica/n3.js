// Reads files with N3.js, which comes with Comunica, and prints what it read as N-Quads: node n3.js FOLDER FILE...
const { readFileSync } = require("fs");
const { Parser, Writer } = require(`${process.argv[2]}/node_modules/n3`);
const formats = { ttl: "text/turtle", trig: "application/trig", nt: "application/n-triples", nq: "application/n-quads" };
const writer = new Writer({ format: "application/n-quads" });
for (const path of process.argv.slice(3)) {
  writer.addQuads(new Parser({ format: formats[path.split(".").pop()] }).parse(readFileSync(path, "utf8")));
}
writer.end((error, text) => process.stdout.write(text));
