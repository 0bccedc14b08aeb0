import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { openContentSource } from "../../src/content-source.ts";

const shipped = fileURLToPath(new URL("../../content", import.meta.url));

const copyOfContent = async () => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-content-"));
  await cp(shipped, folder, { recursive: true });
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
};

test("content is read again when a file changed, and not otherwise", async () => {
  await using copy = await copyOfContent();
  const source = await openContentSource(copy.folder, systemClock);
  const before = source.current();
  expect(await source.reload()).toEqual({ kind: "same" });
  expect(source.current()).toBe(before);
  await rm(join(copy.folder, "prisoners", "pavel-seviarynets.yaml"));
  expect(await source.reload()).toEqual({ kind: "changed" });
  expect(source.current().prisoners.has("pavel-seviarynets")).toBe(false);
});

test("a change with faults is refused as a whole, once, and the last good content stays", async () => {
  await using copy = await copyOfContent();
  const source = await openContentSource(copy.folder, systemClock);
  const before = source.current();
  await rm(join(copy.folder, "prisoners", "pavel-seviarynets.yaml"));
  await writeFile(join(copy.folder, "counts.yaml"), "counts: [\n");
  expect(await source.reload()).toMatchObject({ kind: "refused", faults: [{ file: expect.stringContaining("counts.yaml") }] });
  expect(await source.reload()).toEqual({ kind: "same" });
  expect(source.current()).toBe(before);
});

test("content with faults is refused at the start in one line that names the first", async () => {
  await using copy = await copyOfContent();
  await writeFile(join(copy.folder, "campaign.yaml"), "name: [\n");
  await expect(openContentSource(copy.folder, systemClock)).rejects.toThrow(/^[^\n]*campaign\.yaml:\d+:\d+[^\n]*$/);
});
