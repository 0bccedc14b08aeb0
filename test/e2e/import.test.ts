import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { neverImported, writeHeadingsCsv, writeMachineCsv } from "../write-synthetic-list.ts";
import { createImportHome } from "./imported-lists.ts";
import { runRollcallHere } from "./rollcall-here.ts";

type Home = Awaited<ReturnType<typeof createImportHome>>;
let home: Home;

beforeAll(async () => {
  home = await createImportHome(1000);
  await home.run(...firstWeek());
  await home.run(...firstWeek(), "--apply");
});
afterAll(() => home[Symbol.asyncDispose]());

const firstWeek = (): string[] => ["import", home.first, "--as-of", "2026-11-13"];
const secondWeek = (...args: string[]): string[] => ["import", home.second, ...args];

const entriesOf = (text: string | null): Map<string, any> =>
  new Map(
    (text ?? "")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter((line) => "id" in line)
      .map((line) => [line.id, line]),
  );

test("two weeks of 8,700 people are shown as they differ, and applied once shown", async () => {
  await using big = await createImportHome(8700);
  const firstOfBig = ["import", big.first, "--as-of", "2026-11-13"];
  const secondOfBig = ["import", big.second];
  // Nothing is applied that nobody has seen.
  const unseen = await big.run(...firstOfBig, "--apply");
  expect(unseen).toMatchObject({
    code: 1,
    stderr: "Nothing was applied, since this was not shown before: look at it, and say the same again.\n",
  });
  expect(unseen.stdout).toMatch(/^viasna: 8,700 rows as of 2026-11-13, .* the first import/);
  expect(await big.listText()).toBeNull();
  expect((await big.run(...firstOfBig, "--apply", "--as", "Anna")).stdout).toContain("by import 1: 8,692 new.");
  const first = await big.listText();
  expect(first).not.toContain(neverImported);

  expect(await big.json(...secondOfBig)).toEqual({
    source: "viasna",
    layout: "viasna",
    asOf: "2026-11-20",
    rows: big.weeks.second.people.length,
    active: big.weeks.second.people.filter(({ status }) => status === "active").length,
    changes: big.weeks.second.changes,
    refused: [],
    hidden: 10,
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(await big.listText()).toBe(first);
  expect((await big.run(...secondOfBig, "--apply")).stdout).toMatch(/by import 2: 52 freed, /);
  const whole = entriesOf(await big.listText());
  expect(big.weeks.second.changes.freed.map((id) => whole.get(id).status)).toEqual(big.weeks.second.changes.freed.map(() => "former"));
});

test("a week is applied by kind or whole, once shown, and taken back", async () => {
  await using other = await createImportHome(600);
  const ofOther = (...args: string[]): string[] => ["import", other.second, ...args];
  const firstOfOther = ["import", other.first, "--as-of", "2026-11-13"];
  expect((await other.run(...firstOfOther)).stdout).toMatch(/^New: 592\n(?:.*\n){20} {2}and 572 more: --all shows them$/m);
  await other.run(...firstOfOther, "--apply", "--as", "Anna");
  const first = await other.listText();
  const drawn = await other.run(...ofOther());
  expect(drawn.stdout).toMatch(/\nFreed: 4\n/);
  expect(drawn.stdout).toContain(`npm run -s rollcall -- import ${other.second} --apply\n`);
  expect(await other.listText()).toBe(first);

  // One kind alone: whoever left prison by the rest is in doubt at once, and nobody new is in.
  const { freed, died, vanished, new: added } = other.weeks.second.changes;
  expect([freed, died, vanished, added].filter(({ length }) => length === 0)).toEqual([]);
  expect(await other.json(...ofOther("--apply", "freed"))).toMatchObject({ applied: ["freed"], import: 2 });
  const partly = entriesOf(await other.listText());
  expect(freed.map((id) => partly.get(id).status)).toEqual(freed.map(() => "former"));
  expect(died.map((id) => partly.get(id).doubt)).toEqual(died.map(() => "died"));
  // Whose name the source hides is an id at once.
  const hiddenNow = vanished.filter((id) => partly.get(id).hidden);
  const stillThere = vanished.filter((id) => !hiddenNow.includes(id));
  expect([hiddenNow.length, stillThere.map((id) => partly.get(id).doubt)]).toEqual([1, stillThere.map(() => "vanished")]);
  const newcomers = added.filter((id) => !entriesOf(first).has(id));
  expect(newcomers.filter((id) => partly.has(id))).toEqual([]);

  // What is left is another difference, which nobody has seen either.
  const unseenRest = await other.run(...ofOther("--apply"));
  expect([unseenRest.code, unseenRest.stdout.includes("Freed:")]).toEqual([1, false]);
  expect((await other.run(...ofOther("--apply"))).code).toBe(0);
  const whole = entriesOf(await other.listText());
  expect([...whole.values()].filter(({ doubt }) => doubt !== undefined)).toEqual([]);

  const listed = await other.json("import", "list");
  expect(listed).toMatchObject([
    {
      source: "viasna",
      counter: "Viasna",
      asOf: "2026-11-20",
      inDoubt: 0,
      withheld: 1,
      imports: [
        { import: 1, by: "Anna", rows: 600 },
        { import: 2, by: null },
        { import: 3, asOf: "2026-11-20", canUndo: true },
      ],
    },
  ]);
  expect((await other.run("import", "undo", "1")).stderr).toBe("Import 1 of viasna is not the newest: only import 3 can be taken back.\n");
  await other.run("import", "undo", "3");
  await other.run("import", "undo");
  const hidden = vanished.filter((id) => whole.get(id).hidden);
  const expected = (first ?? "")
    .split("\n")
    .map((line) => (hidden.some((id) => line.startsWith(`{"id":"${id}",`)) ? `{"id":"${JSON.parse(line).id}","hidden":true}` : line));
  expect((await other.listText())?.split("\n")).toEqual(expected);
});

test("the same file again changes nothing, on a later day has the list speak for that day, and names everybody where all are wanted", async () => {
  const same = await home.run(...firstWeek());
  expect(same.stdout).toMatch(/\nNothing differs\./);
  expect((await home.run(...firstWeek(), "--apply")).stdout).toMatch(/says all of it already\.\n$/);
  const later = ["import", home.first, "--as-of", "2026-11-14"];
  await home.run(...later);
  expect((await home.run(...later, "--apply")).stdout).toContain("is as of 2026-11-14 now, by import 2: nothing differs.");
  expect((await home.run("import", "undo")).stdout).toBe(
    "Import 2 of viasna is taken back, for 0 people. The list is as of 2026-11-13 again.\n",
  );
  const all = await home.run("import", home.first, "--source", "other", "--all");
  expect([all.stdout.includes("--all shows them"), all.stdout.split("\n").length > 900]).toEqual([false, true]);
});

test("new people are found, and are in posts once a campaigner has let them in; who is taken down never comes back", async () => {
  const { people } = home.weeks.first;
  const inPrison = people.filter(({ status, hidden }, index) => status === "active" && !hidden && index > 120);
  const [one, other] = inPrison;
  const entry = entriesOf(await home.listText()).get(one!.id);
  expect((await home.run("find", one!.names.en)).stdout).toContain(entry.slug);

  expect((await home.run("import", "admit")).stderr).toBe("Say who, by slug or id, or --all.\n");
  expect((await home.run("import", "admit", "nobody-at-all")).stderr).toMatch(/^viasna has nobody called nobody-at-all/);
  expect((await home.run("import", "admit", entry.slug)).stdout).toBe(`In posts from now on: ${one!.names.en} (${entry.slug}).\n`);
  expect(entriesOf(await home.listText()).get(one!.id).admitted).toBe("2026-11-21");
  expect((await home.run("import", "admit", one!.id)).stdout).toBe("Nobody had to be let in.\n");
  const { admitted } = await home.json("import", "admit", "--all");
  expect(admitted.length).toBeGreaterThan(80);
  expect(admitted).not.toContain(one!.id);

  const slug = entriesOf(await home.listText()).get(other!.id).slug;
  const calendar = join(home.content, "calendar.yaml");
  await writeFile(calendar, (await readFile(calendar, "utf8")).replace(/people: \[/, `people: [${slug}, `));
  expect((await home.run("check")).code).toBe(0);
  expect(await home.run("import", "withhold", other!.id)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/These lines name the person.*\n {2}.*calendar\.yaml:\d+\n/),
  });
  const text = await home.listText();
  expect(text).toContain(`{"id":"${other!.id}","withheld":true}\n`);
  expect([text?.includes(slug), text?.includes(other!.names.en)]).toEqual([false, false]);
  expect((await home.run("find", other!.names.en)).stdout).not.toContain(slug);
  const again = await home.json(...secondWeek());
  expect(JSON.stringify(again.changes)).not.toContain(`"${other!.id}"`);
  // What names the person stops nobody from going by the rest.
  expect(await home.run("check")).toMatchObject({ code: 0, stdout: expect.stringContaining(`nobody is called ${slug} (any more)`) });
});

test("files that cannot be gone by are refused with one line, and change nothing", async () => {
  const before = await home.listText();
  const { people } = home.weeks.second;
  const csv = writeMachineCsv(people);
  const lines = csv.split("\n");
  const refusal = async (name: string, text: string | Uint8Array, ...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await home.run("import", await home.write(name, text), ...args);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    return stderr;
  };
  const activeOnly = people
    .filter(({ status }) => status !== "active")
    .concat(people.filter(({ status }) => status === "active").slice(0, 90));
  expect(await refusal("cut.csv", csv.slice(0, Math.floor(csv.length * 0.7)))).toMatch(/cut off|closed/);
  expect(await refusal("cut-at-a-row.csv", writeMachineCsv(people.slice(0, 950)))).toMatch(/looks cut off.*--confirm-rows 950/);
  expect(await refusal("cyrillic.csv", Buffer.from(writeMachineCsv(people, { language: "ru" }), "utf16le"))).toMatch(/UTF-16/);
  expect(await refusal("column.csv", csv.replace("clusters", "klusters"))).toMatch(/klusters.*clusters/);
  expect(await refusal("lacks.csv", csv.replace("id,url,", "url,"))).toMatch(/./);
  expect(await refusal("page.csv", "<!doctype html><title>Log in</title>")).toMatch(/web page/);
  expect(await refusal("empty.csv", "")).toMatch(/empty/);
  expect(await refusal("moved.csv", writeMachineCsv(activeOnly.toSorted((a, b) => Number(a.id) - Number(b.id))))).toMatch(
    /more than 10%.*--confirm-active 90/,
  );
  expect(await refusal("older.csv", csv, "--as-of", "2026-11-12")).toMatch(/older file would take news back/);
  expect(
    await refusal(
      "broken.csv",
      lines.map((line, index) => (index > 0 && index < 300 ? line.replace(/,(active|former|np),/, ",wrong,") : line)).join("\n"),
    ),
  ).toMatch(/rows cannot be gone by/);
  expect(
    await refusal(
      "other-people.csv",
      writeHeadingsCsv(people.slice(0, 500).map((person) => ({ ...person, names: { ...person.names, en: `${person.names.en} Other` } }))),
    ),
  ).toMatch(/no ids/);
  expect((await home.run("import", "nowhere.csv")).stderr).toBe("nowhere.csv is not there (any more).\n");
  expect((await home.run("import", home.second, "--as-of", "2026-12-24")).stderr).toBe("--as-of 2026-12-24 is still to come.\n");
  expect((await home.run("import", home.second, "--apply", "everything")).stderr).toMatch(/everything is no kind of change/);
  expect(await home.listText()).toBe(before);

  const moved = join(home.content, "..", "moved.csv");
  expect((await home.run("import", moved, "--confirm-active", "90")).code).toBe(0);
});

test("a partner's list has a name of its own, and is read from standard input, too", async () => {
  const own = "id,name,status,born\n1,Maria Partner,imprisoned,1982-04-24\n2,Ales Partner,released,1990\n";
  const piped = (...args: string[]) => runRollcallHere(["import", "-", ...args, ...home.now], home.environment, { input: own });
  expect((await piped()).stderr).toMatch(/--source/);
  expect((await piped("--source", "Not A Name")).code).toBe(2);
  await piped("--source", "baj");
  expect((await piped("--source", "baj", "--apply")).stdout).toContain("2 new");
  expect((await home.run("import", "undo")).stderr).toBe("Say which list, with --source and one of these names: baj, viasna.\n");
  expect((await home.run("import", "undo", "--source", "baj")).code).toBe(0);
  expect(await readdir(join(home.content, "lists"))).not.toContain("baj.jsonl");
});

test("whom one list leaves out, hides or takes down is shown by no other list in its place", async () => {
  const csv = (name: string) => `id,name,status\n1,${name},imprisoned\n2,Ales Pryklad,imprisoned\n`;
  const importAs = async (source: string, name: string, asOf: string) => {
    const args = ["import", await home.write(`${source}.csv`, csv(name)), "--source", source, "--as-of", asOf];
    await home.run(...args);
    expect(await home.run(...args, "--apply")).toMatchObject({ code: 0 });
  };
  const found = async () =>
    (await home.json("find", "Siarhei Kavalenka")).people.flatMap(({ slug }: { slug: string }) =>
      /^s(iarhei|ergey)-/.test(slug) ? [slug] : [],
    );
  await importAs("one", "Siarhei Kavalenka", "2026-11-18");
  await importAs("two", "Sergey Kovalenko", "2026-11-18");
  expect(await home.json("import", "admit", "--all", "--source", "two")).toMatchObject({ admitted: [] });
  expect((await home.run("import", "admit", "1", "--source", "two")).stderr).toMatch(/^1 is left out, and in no post/);
  expect(await found()).toEqual(["siarhei-kavalenka"]);

  await importAs("one", "Name hidden", "2026-11-19");
  expect(await readFile(join(home.content, "lists", "one.jsonl"), "utf8")).not.toMatch(/kavalenka/i);
  expect(await found()).toEqual([]);
  expect((await home.run("import", "list")).stdout).toMatch(/^two: .*1 who may be withheld, shown nowhere until named with admit: 1/m);
  await home.run("import", "admit", "1", "--source", "two");
  expect(await found()).toEqual(["sergey-kovalenko"]);

  await importAs("one", "Siarhei Kavalenka", "2026-11-20");
  expect((await home.run("import", "withhold", "1", "--source", "two")).stdout).toContain(
    "siarhei-kavalenka (1) of one may be the same person",
  );
  expect(await found()).toEqual(["siarhei-kavalenka"]);
  for (const source of ["one", "two"]) await home.run("import", "undo", "--source", source);
});

test("somebody whom a file of the campaign withholds never gets into a list, and whoever has a file keeps the name of it", async () => {
  const [hidden, known] = home.weeks.first.people.slice(200);
  const shipped = await readFile(join(home.content, "prisoners", "ales-bialiatski.yaml"), "utf8");
  const page = (person: typeof hidden) => `https://prisoners.spring96.org/be/person/${person!.page}`;
  const write = (name: string, latin: string, person: typeof hidden, consent: string) =>
    writeFile(
      join(home.content, "prisoners", `${name}.yaml`),
      shipped
        .replace("latin: Ales Bialiatski", `latin: ${latin}`)
        .replace(/ {2}be: [^]*?gender/, "gender")
        .replace("https://100xsolidaritaet.de/ehemalige-politische-gefangene/ales-bjaljatski", page(person))
        .replace(/consent: .*/, `consent: ${consent}`),
    );
  await write("taken-down", "Taken Down", hidden, "withheld");
  await write(known!.page, "Known Otherwise", known, "public");
  expect((await home.run("check")).code).toBe(0);

  const other = ["import", home.first, "--source", "other"];
  const { changes } = await home.json(...other);
  expect([changes.new.includes(hidden!.id), changes.new.includes(known!.id), changes.sameName.includes(known!.id)]).toEqual([
    false,
    true,
    false,
  ]);
  await home.run(...other, "--apply");
  const text = await readFile(join(home.content, "lists", "other.jsonl"), "utf8");
  expect(text).toContain(`{"id":"${hidden!.id}","withheld":true}\n`);
  expect(text).not.toContain(hidden!.names.en);
  expect(entriesOf(text).get(known!.id).slug).toBe(known!.page);
  await home.run("import", "undo", "--source", "other");
  // Nothing is left but who was taken down.
  expect((await readFile(join(home.content, "lists", "other.jsonl"), "utf8")).split("\n").slice(1)).toEqual([
    `{"id":"${hidden!.id}","withheld":true}`,
    "",
  ]);

  const withhold = (person: typeof hidden, ...more: string[]) => home.run("import", "withhold", person!.id, "--source", "viasna", ...more);
  expect((await withhold(hidden)).stdout).toContain("taken-down.yaml still names the person: remove it, too.");
  expect((await withhold(known, "--yes")).stdout).toContain(`${known!.page}.yaml is removed.`);
  expect(await readdir(join(home.content, "prisoners"))).not.toContain(`${known!.page}.yaml`);
});

test("a list that somebody broke by hand is told with its line, and is not written over", async () => {
  const text = (await home.listText()) ?? "";
  await writeFile(home.list, text.replace("\n{", "\n<<<<<<< HEAD\n{"));
  expect((await home.run(...secondWeek())).stderr).toMatch(/viasna\.jsonl:2:1: has the marks of a merge conflict.*Mend that first\.\n$/);
  expect((await home.run("check")).stdout).toMatch(/viasna\.jsonl:2:1: has the marks/);
  expect(await readFile(home.list, "utf8")).toContain("<<<<<<<");
  await writeFile(home.list, text);
});
