import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { jsonSchemas } from "./json-schemas.ts";

/** `npm run schema`: writes `content/schema/*.json`; with `--check` only says which of them are not current. */
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const folder = join(import.meta.dirname, "../../content/schema");

const stale: string[] = [];
if (!values.check) await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries(jsonSchemas())) {
  const path = join(folder, name);
  const wanted = `${JSON.stringify(schema, null, 2)}\n`;
  const found = await readFile(path, "utf8").catch(() => null);
  if (found === wanted) continue;
  stale.push(name);
  if (!values.check) await writeFile(path, wanted);
}

if (values.check && stale.length > 0) {
  process.stderr.write(`content/schema/ is not current (${stale.join(", ")}): run npm run schema and commit what it writes\n`);
  process.exitCode = 1;
} else if (!values.check) {
  process.stdout.write(stale.length === 0 ? "content/schema/ is current\n" : `wrote ${stale.join(", ")}\n`);
}
