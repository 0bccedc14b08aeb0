import { appendFile, cp, lstat, mkdtemp, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { openContentSource } from "../../src/content-source.ts";
import { contentFingerprint } from "../../src/content/content-fingerprint.ts";

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

test("what was refused is read and refused again when a reading is demanded, and so is what looks unchanged", async () => {
  await using copy = await copyOfContent();
  const source = await openContentSource(copy.folder, systemClock);
  source.demandReading();
  expect(await source.reload()).toEqual({ kind: "changed" });
  await writeFile(join(copy.folder, "counts.yaml"), "counts: [\n");
  for (let time = 0; time < 2; time += 1) {
    source.demandReading();
    expect(await source.reload()).toMatchObject({ kind: "refused" });
  }
});

test("a file put in another's place is noticed, though it has the same name, size and date", async () => {
  await using copy = await copyOfContent();
  const file = join(copy.folder, "counts.yaml");
  const before = await contentFingerprint(copy.folder);
  const text = await readFile(file, "utf8");
  const date = new Date("2026-01-01T00:00:00Z");
  await utimes(file, date, date);
  const dated = await contentFingerprint(copy.folder);
  await writeFile(join(copy.folder, ".new"), text.replaceAll("2025", "2024"));
  // The kernel's clock for files goes on every few milliseconds only.
  do await utimes(join(copy.folder, ".new"), date, date);
  while ((await lstat(join(copy.folder, ".new"))).ctimeMs === (await lstat(file)).ctimeMs);
  await rename(join(copy.folder, ".new"), file);
  expect(new Set([before, dated, await contentFingerprint(copy.folder)]).size).toBe(3);
});

test("what editors and version control keep hidden in the folder is no change", async () => {
  await using copy = await copyOfContent();
  const before = await contentFingerprint(copy.folder);
  await writeFile(join(copy.folder, "prisoners", ".ihar-losik.yaml.swp"), "x");
  expect(await contentFingerprint(copy.folder)).toBe(before);
});

describe("while somebody is writing", () => {
  /** What an editor or a checkout does to one file between two looks of ours. */
  const edits: Record<string, (file: string, whole: string) => Promise<void>> = {
    "empties it": (file) => writeFile(file, ""),
    "writes half of it": (file, whole) => writeFile(file, whole.slice(0, whole.length / 2)),
    "writes all of it": (file, whole) => writeFile(file, `${whole}# again\n`),
    "appends to it": (file) => appendFile(file, "# more\n"),
    "removes it": (file) => rm(file, { force: true }),
    "puts another in its place": async (file, whole) => {
      await writeFile(`${file}~`, whole);
      await rename(`${file}~`, file);
    },
    "leaves its own file beside it": (file) => writeFile(`${file}.4913`, ""),
    "tidies up": (file) => rm(`${file}.4913`, { force: true }),
  };

  test("the content is judged as it is in the end, whatever it was in between", async () => {
    await using copy = await copyOfContent();
    // Few files, quickly read.
    for (const room of ["prisoners", "actions", "calendar.yaml"]) await rm(join(copy.folder, room), { recursive: true });
    const file = join(copy.folder, "campaign.yaml");
    const whole = await readFile(file, "utf8");
    const names = fc.array(fc.constantFrom(...Object.keys(edits)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(names, fc.boolean(), async (chosen, valid) => {
        await writeFile(file, whole);
        await rm(`${file}.4913`, { force: true });
        const script = chosen.map((name) => edits[name]!);
        let left: typeof script = [];
        const source = await openContentSource(copy.folder, systemClock, async () => left.shift()?.(file, whole));
        const ending = valid ? `${whole}# in the end\n` : "name: [\n";
        left = [...script, (path) => rm(`${path}.4913`, { force: true }), (path) => writeFile(path, ending)];
        await left.shift()?.(file, whole);
        const outcome = await source.reload();
        // An edit that changes nothing is a rest: then what was there at that moment was judged, and the next look goes on.
        let last = outcome;
        while (left.length > 0) {
          await left.shift()?.(file, whole);
          last = await source.reload();
        }
        expect(last.kind).toBe(valid ? "changed" : "refused");
      }),
      { numRuns: 15 },
    );
  });

  test("half a checkout is not gone by, even where it has no fault", async () => {
    await using copy = await copyOfContent();
    let halfway = true;
    const source = await openContentSource(copy.folder, systemClock, async () => {
      if (halfway) await rm(join(copy.folder, "prisoners", "ales-pushkin.yaml"));
      halfway = false;
    });
    await rm(join(copy.folder, "prisoners", "pavel-seviarynets.yaml"));
    expect(await source.reload()).toEqual({ kind: "changed" });
    expect(source.current().prisoners.has("ales-pushkin")).toBe(false);
  });

  test("a folder that never comes to rest is refused with the reason, and read again as soon as it does", async () => {
    await using copy = await copyOfContent();
    let restless = true;
    const source = await openContentSource(copy.folder, systemClock, async () => {
      if (restless) await appendFile(join(copy.folder, "counts.yaml"), "#\n");
    });
    await appendFile(join(copy.folder, "counts.yaml"), "#\n");
    expect(await source.reload()).toMatchObject({
      kind: "refused",
      faults: [{ file: copy.folder, message: expect.stringContaining("changing") }],
    });
    restless = false;
    expect(await source.reload()).toEqual({ kind: "changed" });
  });
});
