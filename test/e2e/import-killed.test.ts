import { readdir, watch } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createImportHome } from "./imported-lists.ts";
import { runRollcall, startRollcall } from "./rollcall-process.ts";

let home: Awaited<ReturnType<typeof createImportHome>>;

beforeAll(async () => {
  home = await createImportHome(1500);
  const first = ["import", home.first, "--as-of", "2026-11-13"];
  await home.run(...first);
  await home.run(...first, "--apply");
});
afterAll(() => home[Symbol.asyncDispose]());

/** Kills an apply the moment that so many things have happened in the folder of the lists; or lets it end where they never do. */
const killAt = async (events: number): Promise<void> => {
  const stop = new AbortController();
  const watched = (async () => {
    let seen = 0;
    try {
      for await (const _event of watch(join(home.content, "lists"), { signal: stop.signal })) {
        seen += 1;
        if (seen >= events) return;
      }
    } catch {
      // The apply has ended.
    }
  })();
  await using apply = startRollcall(["import", home.second, "--apply", ...home.now], home.environment);
  await Promise.race([watched, apply.finished]);
  await apply.end("SIGKILL");
  stop.abort();
  await watched;
};

test("killed at any instant an apply has changed all or nothing, and the next one goes on as if nothing had been", async () => {
  const before = await home.listText();
  await home.run("import", home.second);
  await home.run("import", home.second, "--apply");
  const whole = (await home.listText())?.replaceAll(/"at":"[^"]+"/g, "");
  expect(whole).not.toBe(before);
  const found: string[] = [];
  for (const events of [1, 2, 3, 4, 6]) {
    await home.run("import", "undo");
    const old = await home.listText();
    await killAt(events);
    const text = await home.listText();
    found.push(text === old ? "old" : text?.replaceAll(/"at":"[^"]+"/g, "") === whole ? "new" : "half");
    expect((await home.run("check")).code).toBe(0);
    // It was shown before; where it was applied, there is nothing left to do.
    await home.run("import", home.second, "--apply");
    expect((await home.listText())?.replaceAll(/"at":"[^"]+"/g, "")).toBe(whole);
  }
  expect(found).not.toContain("half");
  expect(found).toContain("old");
  expect((await readdir(join(home.content, "lists"))).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
});

test("of two who apply at the same instant one does, and the other is told to look", async () => {
  await home.run("import", "undo");
  await home.run("import", home.second);
  const apply = () => runRollcall(["import", home.second, "--apply", ...home.now], home.environment);
  const both = await Promise.all([apply(), apply()]);
  expect(both.map(({ code }) => code).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([0, 1]);
  expect(both.find(({ code }) => code === 1)?.stderr).toMatch(/somebody else changed|not shown before/);
  expect((await home.json("import", "list"))[0].imports).toHaveLength(2);
});
