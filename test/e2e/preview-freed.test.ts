import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentFolder, createInstallation, runRollcall } from "./rollcall-process.ts";

test("the news of a release can be looked at before it is approved, with what it still needs", async () => {
  await using installation = await createInstallation();
  const folder = join(installation.folder, "content");
  await cp(contentFolder, folder, { recursive: true });
  const file = join(folder, "prisoners", "maria-kalesnikava.yaml");
  await writeFile(
    file,
    (await readFile(file, "utf8")).replace("since: 2025-12-13", "since: 2026-11-19").replace("checked: 2025-12-15", "checked: 2026-11-20"),
  );
  const preview = (id: string) =>
    runRollcall(["preview", id, "--content", folder, "--network", "bluesky", "--now", "2026-11-21T12:00:00Z"], installation.environment);

  const news = await preview("2026-11-19/freed/maria-kalesnikava");
  expect(news).toMatchObject({ code: 0, stderr: "" });
  expect(news.stdout).toMatch(/^HELD.*neither Viasna.*queue approve 2026-11-19\/freed\/maria-kalesnikava/);
  expect(news.stdout).toContain("Released: Maria Kalesnikava");

  expect((await preview("2026-11-22/profile/maria-kalesnikava")).stdout).toMatch(/^HELD.*news until 2026-12-03/);

  const noSuchDay = await preview("2026-11-18/freed/maria-kalesnikava");
  expect(noSuchDay).toMatchObject({ code: 1, stdout: "" });
  expect(noSuchDay.stderr.trim()).toBe(
    "There is no post 2026-11-18/freed/maria-kalesnikava: prisoners/maria-kalesnikava.yaml has no release on 2026-11-18.",
  );
});
