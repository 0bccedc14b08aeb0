import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readContent } from "../../../src/content/read-content.ts";
import { contentFolder } from "../../e2e/rollcall-process.ts";

test("the petition in the README is one that the check accepts beside the shipped content", async () => {
  const readme = await readFile(join(contentFolder, "..", "README.md"), "utf8");
  const [, example = ""] = /petitions\/free-them\.yaml` would be:\n\n```yaml\n([^`]*)```/.exec(readme) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "rollcall-example-"));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  await cp(contentFolder, folder, { recursive: true });
  await writeFile(join(folder, "petitions", "free-them.yaml"), example);
  const { content, faults } = await readContent(folder);
  expect(faults).toEqual([]);
  expect(content?.petitions.get("free-them")).toMatchObject({ opened: "2026-11-20", deadline: "2027-05-20", target: 10_000 });
});
