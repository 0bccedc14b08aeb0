import { expect, test } from "vitest";
import { createInstallation, runRollcall } from "./rollcall-process.ts";

test("count tells the newest numbers with their date and counter, in a language of the campaign, and as JSON", async () => {
  await using installation = await createInstallation();
  const run = (...args: string[]) => runRollcall(["count", "--now", "2026-11-20T09:00:00Z", ...args], installation.environment);

  const drawn = await run("--lang", "be");
  expect(drawn).toMatchObject({ code: 0, stderr: "" });
  expect(drawn.stdout).toContain(
    "Жанчыны: 167\n  Падлік: Беларускі жаночы фонд, 10 сакавіка 2025 г.\n  Раней: 164, 23 лютага 2025 г.; змена з таго часу: +3\n",
  );

  const { figures, series } = JSON.parse((await run("--json")).stdout);
  expect(
    figures.map(({ figure, value, atLeast, date, countedBy, change }: any) => ({ figure, value, atLeast, date, countedBy, change })),
  ).toEqual([
    { figure: "total", value: 1100, atLeast: true, date: "2025-12-15", countedBy: "Viasna", change: null },
    { figure: "women", value: 167, atLeast: false, date: "2025-03-10", countedBy: "Belarus Women's Foundation", change: 3 },
    { figure: "journalists", value: 27, atLeast: false, date: "2025-12-15", countedBy: "BAJ", change: -18 },
  ]);
  for (const { countedBy, points } of series) expect(new Set(points.map((point: any) => point.countedBy))).toEqual(new Set([countedBy]));

  expect(await run("--lang", "pl")).toMatchObject({ code: 1, stdout: "", stderr: "--lang pl: the campaign has texts in en, be, ru.\n" });
});
