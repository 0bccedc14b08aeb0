import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ListedEntry } from "../../src/campaign/lists/list-entry.ts";
import { aList, anEntry } from "../unit/campaign/lists/a-listed-person.ts";
import { runRollcallHere } from "./rollcall-here.ts";
import { contentFolder, createInstallation, type Environment } from "./rollcall-process.ts";

const now = ["--now", "2026-11-21T05:00:00Z"];
const schema = "# yaml-language-server: $schema=../schema/prisoner.json\n";

const resources = new AsyncDisposableStack();
let environment: Environment;
const file = (name: string): string => join(environment["CONTENT_DIR"]!, name);

/** What an import that was applied leaves. */
const writeList = async (entries: readonly ListedEntry[]): Promise<void> => {
  const { header, imports } = aList(entries);
  await writeFile(file("lists/viasna.jsonl"), [header, ...imports, ...entries].map((line) => `${JSON.stringify(line)}\n`).join(""));
};

beforeAll(async () => {
  const installation = resources.use(await createInstallation());
  environment = { ...installation.environment, CONTENT_DIR: join(installation.folder, "content") };
  await cp(contentFolder, environment["CONTENT_DIR"]!, { recursive: true });
  await mkdir(file("lists"), { recursive: true });
});
afterAll(() => resources.disposeAsync());

const run = (...args: string[]) => runRollcallHere([...args, ...now], environment);
const json = async (...args: string[]): Promise<any> => JSON.parse((await run(...args, "--json")).stdout);
const planned = async (slug: string): Promise<{ id: string; kind: string; status: string; reason: string | null }[]> =>
  (await json("plan")).filter((post: { subject: string; kind: string }) => post.subject === slug && post.kind === "profile");

const ada = anEntry("7001", "ada-wymyslena", { detained: "2023-05-05" });
const jan = anEntry("7002", "jan-wymyslony", { admitted: undefined });
const maria = anEntry("7003", "maria-other", {
  url: "https://prisoners.spring96.org/ru/person/maryja-kalesnikava",
  names: { ru: "Мария Колесникова" },
  status: "active",
  born: "1982-04-25",
});
const znak = anEntry("7004", "maxim-znak", { url: undefined, names: { ru: "Максим Знак" }, status: "former", released: "2025-12-13" });

test("people of a list are found, planned once they are let in, and looked up; what does not fit is noted, and nothing is wrong", async () => {
  await writeList([ada, jan, maria, znak, anEntry("7005", "nobody-atall", { status: "np" }), { id: "7006", withheld: true }]);
  const { code, stdout } = await run("check");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^note: \S*prisoners\/maria-kalesnikava\.yaml:\d+:\d+: born\.date is 1982-04-24, and Viasna says 1982-04-25$/m);
  expect(stdout).toMatch(
    /^note: .*maria-kalesnikava\.yaml.* status\.kind is released.* Viasna, as of 2026-11-20, says that the person is in prison$/m,
  );
  expect(stdout).toMatch(/^note: \S*lists\/viasna\.jsonl:6:1: Максим Знак \(7004\) may be the person of prisoners\/maksim-znak\.yaml/m);
  expect(stdout).toMatch(/^Nothing is wrong: 34 people \(3 in lists\), 34 counts/m);
  expect((await json("check")).map(({ note }: { note: boolean }) => note)).not.toContain(undefined);

  expect(await json("find", "Ada Wymyslena")).toMatchObject({ verdict: "direct", people: [{ slug: "ada-wymyslena" }] });
  expect(await json("find", "Jan Wymyslony")).toMatchObject({ verdict: "direct", people: [{ slug: "jan-wymyslony" }] });
  expect(await json("find", "Nobody Atall")).toMatchObject({ verdict: "none" });
  expect(await planned("ada-wymyslena")).toMatchObject([{ status: "scheduled" }]);
  expect(await planned("jan-wymyslony")).toEqual([]);
  expect((await run("preview", "ada-wymyslena")).stdout).toContain("Ada Wymyslena");
  expect((await run("preview", "jan-wymyslony")).stdout).toMatch(/^HELD.*import admit jan-wymyslony/m);
  expect((await run("count")).stdout).toContain("1,180");
});

test("what nobody has applied yet stops the post at once, until somebody has looked it up", async () => {
  await writeList([{ ...ada, doubt: "freed" }, jan]);
  const [post] = await planned("ada-wymyslena");
  expect(post).toMatchObject({
    status: "held",
    reason: expect.stringMatching(/Viasna, as of 2026-11-20, .*rollcall -- verify ada-wymyslena/),
  });
  expect(await run("preview", "ada-wymyslena")).toMatchObject({ code: 1, stderr: expect.stringContaining("as long as nobody knows") });

  const looked = ["--status", "imprisoned", "--on", "2026-11-21", "--source", "https://example.org/news"];
  expect(await run("verify", "ada-wymyslena", ...looked)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("Posts may say so now."),
  });
  expect(await readFile(file("prisoners/ada-wymyslena.yaml"), "utf8")).toBe(
    `${schema}listed:\n  viasna: "7001"\nsources:\n  example:\n    title: example.org\n    url: https://example.org/news\nstatus:\n  kind: imprisoned\n  checked: 2026-11-21\n  sources: [example]\n`,
  );
  expect((await planned("ada-wymyslena"))[0]).toMatchObject({ status: "scheduled" });
  expect((await run("check")).code).toBe(0);
});

test("what was looked up no later than the day of a list that says otherwise is said to be held still, and how to end it", async () => {
  await writeList([{ ...ada, status: "former", released: "2026-11-10" }]);
  await writeFile(file("prisoners/ada-wymyslena.yaml"), `${schema}listed: { viasna: "7001" }\n`);
  const verified = (on: string) =>
    json("verify", "ada-wymyslena", "--status", "imprisoned", "--on", on, "--source", "https://example.org/news");
  expect(await verified("2026-11-20")).toMatchObject({
    status: { kind: "imprisoned", checked: "2026-11-20" },
    held: expect.stringMatching(
      /checked 2026-11-20; Viasna, as of 2026-11-20, says that the person was freed.* with a DATE after 2026-11-20$/,
    ),
  });
  expect(await verified("2026-11-21")).toMatchObject({ held: null });
});

test("a file that leaves out what no list says is one clear line", async () => {
  await writeList([ada]);
  await writeFile(file("prisoners/ada-wymyslena.yaml"), `${schema}listed: { viasna: "7999" }\ngender: F\n`);
  const { code, stdout } = await run("check");
  expect(code).toBe(1);
  expect(stdout.trim().split("\n")).toEqual([
    expect.stringMatching(
      /ada-wymyslena\.yaml:2:1: no list has this person, so that the file must have name, status, consent, sources itself/,
    ),
  ]);
});
