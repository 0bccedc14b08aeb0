import { createHash } from "node:crypto";
import { readdir, watch } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createImportHome } from "./imported-lists.ts";
import { runRollcall, startRollcall } from "./rollcall-process.ts";

let home: Awaited<ReturnType<typeof createImportHome>>;

beforeAll(async () => {
  home = await createImportHome(600);
  const first = ["import", home.first, "--as-of", "2026-11-13"];
  await home.run(...first);
  await home.run(...first, "--apply");
});
afterAll(() => home[Symbol.asyncDispose]());

/** Of all but when it was applied. */
const digestOf = (text: string | null): string =>
  createHash("sha256")
    .update((text ?? "").replaceAll(/"at":"[^"]+"/g, ""))
    .digest("hex");

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

// Never tried again: half a list once in three times is half a list.
test(
  "killed at any instant an apply has changed all or nothing, and the next one goes on as if nothing had been",
  { retry: 0 },
  async () => {
    const before = await home.listText();
    await home.run("import", home.second);
    await home.run("import", home.second, "--apply");
    // Whoever the source hides stays taken down, so that what is shown from now on is always the same.
    await home.run("import", "undo");
    await home.run("import", home.second);
    await home.run("import", home.second, "--apply");
    const whole = digestOf(await home.listText());
    expect(whole).not.toBe(digestOf(before));
    const found: string[] = [];
    for (const events of [1, 2, 3, 4, 6]) {
      await home.run("import", "undo");
      const old = await home.listText();
      await killAt(events);
      const text = await home.listText();
      found.push(text === old ? "old" : digestOf(text) === whole ? "new" : "half");
      expect((await home.run("check")).code).toBe(0);
      // It was shown before; where it was applied, there is nothing left to do.
      await home.run("import", home.second, "--apply");
      expect(digestOf(await home.listText())).toBe(whole);
    }
    expect(found).not.toContain("half");
    expect(found).toContain("old");
    expect((await readdir(join(home.content, "lists"))).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  },
);

test("of two who apply at the same instant one does, and the other is told to look", async () => {
  await home.run("import", "undo");
  await home.run("import", home.second);
  const apply = () => runRollcall(["import", home.second, "--apply", ...home.now], home.environment);
  const both = await Promise.all([apply(), apply()]);
  const said = both.map(({ stdout, stderr }) => stdout + stderr);
  expect(said.filter((words) => words.includes("now, by import 2"))).toHaveLength(1);
  // The other one may have begun to read when all was done.
  expect(said.filter((words) => /somebody else changed|not shown before|says all of it already/.test(words))).toHaveLength(1);
  expect((await home.json("import", "list"))[0].imports).toHaveLength(2);
});
