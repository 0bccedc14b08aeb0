import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runRollcallHere } from "./rollcall-here.ts";
import { contentFolder, createInstallation, type Environment } from "./rollcall-process.ts";

const slug = "andrei-aliaksandrau";
const page = "https://prisoners.spring96.org/en/person/andrej-alaksandrau";
const now = ["--now", "2026-12-01T08:00:00Z"];

const resources = new AsyncDisposableStack();
let environment: Environment;
const file = (name: string): string => join(environment["CONTENT_DIR"]!, name);

beforeAll(async () => {
  const installation = resources.use(await createInstallation());
  environment = { ...installation.environment, CONTENT_DIR: join(installation.folder, "content") };
  await cp(contentFolder, environment["CONTENT_DIR"]!, { recursive: true });
  await writeFile(file("campaign.yaml"), `${await readFile(file("campaign.yaml"), "utf8")}\ncampaigners:\n  - name: Ania\n`);
});
afterAll(() => resources.disposeAsync());

const run = (...args: string[]) => runRollcallHere([...args, ...now], environment);
const json = async (...args: string[]): Promise<any> => JSON.parse((await run(...args, "--json")).stdout);
const ofPerson = (list: readonly { slug?: string; subject?: string }[]) => list.filter((one) => (one.slug ?? one.subject) === slug);

test("who must be looked up is listed with the page and the day of the plan, is written down, and is spoken of from then on", async () => {
  const [planned] = ofPerson(await json("plan"));
  expect(planned).toMatchObject({ status: "held" });
  const [stale] = ofPerson(await json("stale"));
  expect(stale).toMatchObject({
    next: { id: (planned as { id: string }).id },
    checked: "2026-01-27",
    link: "https://pozirk.online/en/news/60716",
  });
  expect((await run("stale")).stdout).toMatch(
    /^Andrei Aliaksandrau \(andrei-aliaksandrau\), in the plan for 2026-12-\d\d\n[^]*look at https:/m,
  );

  const before = await readFile(file(`prisoners/${slug}.yaml`), "utf8");
  const done = await run("verify", slug, "--status", "imprisoned", "--on", "2026-11-30", "--source", page, "--as", "Ania");
  expect(done).toEqual({
    code: 0,
    stderr: "",
    stdout: `prisoners/${slug}.yaml: imprisoned, checked 2026-11-30, by index-birthday and spring96.\nPosts may say so now.\n`,
  });
  const after = await readFile(file(`prisoners/${slug}.yaml`), "utf8");
  expect(after.split("\n").filter((line) => !before.includes(line))).toEqual([
    "  checked: 2026-11-30",
    "  sources: [index-birthday, spring96]",
    "  spring96:",
    "    title: prisoners.spring96.org",
    `    url: ${page}`,
  ]);
  expect(await json("check")).toEqual([]);
  expect(ofPerson(await json("stale"))).toEqual([]);
  expect(ofPerson(await json("plan"))).toMatchObject([{ status: "scheduled" }]);
});

test("a release that is written down stops the posts that call for the person's freedom, and its news waits for what it needs", async () => {
  const tell = (url: string, title: string) =>
    json(
      "verify",
      slug,
      "--status",
      "released",
      "--since",
      "2026-11-30",
      "--on",
      "2026-12-01",
      "--source",
      url,
      "--title",
      title,
      "--as",
      "Ania",
    );
  expect(await tell("https://example.org/1", "Example: he is free")).toMatchObject({
    status: { kind: "released", since: "2026-11-30", sources: ["example"] },
    held: expect.stringContaining("news"),
  });
  const planned = async () => ofPerson(await json("plan", "--from", "2026-11-30"));
  const [freed, ...others] = await planned();
  expect(freed).toMatchObject({ kind: "freed", status: "held", reason: expect.stringContaining("one source speaks for the release") });
  expect(others).not.toContainEqual(expect.objectContaining({ status: "scheduled" }));
  expect(await tell(page, "Viasna: he is free")).toMatchObject({ status: { sources: ["example", "spring96"] } });
  expect((await planned())[0]).toMatchObject({ kind: "freed", reason: expect.not.stringContaining("one source") });
});

test("what cannot be written down is one line that says why, and the file stays as it is", async () => {
  const before = await readFile(file("prisoners/vitold-ashurak.yaml"), "utf8");
  const refused = async (who: string, ...args: string[]) => {
    const { code, stdout, stderr } = await run("verify", who, "--source", "https://example.org/2", "--as", "Ania", ...args);
    expect(stdout).toBe("");
    expect(stderr.trimEnd()).not.toContain("\n");
    return `${code} ${stderr.trimEnd()}`;
  };
  expect(await refused("vitold-ashurak", "--status", "released", "--on", "2026-11-30")).toMatch(/^1 .*this person is dead/);
  expect(await refused("nobody-at-all", "--status", "released", "--on", "2026-11-30")).toMatch(
    /^1 There is no prisoners\/nobody-at-all\.yaml/,
  );
  expect(await refused("ihar-losik", "--status", "imprisoned", "--on", "2026-12-05")).toMatch(/^1 --on 2026-12-05 is after today/);
  expect(await refused("ihar-losik", "--status", "released", "--on", "2026-02-30")).toMatch(/^2 .*--on.*not a day of the calendar/);
  expect(await refused("ihar-losik", "--status", "freed", "--on", "2026-11-30")).toMatch(/^2 .*Allowed choices are imprisoned/);
  expect(await refused("danuta-perednia", "--status", "released", "--on", "2026-11-30")).toMatch(
    /^1 Nothing was written, since the file would have a fault: .*status\.since is missing/,
  );
  expect(await refused("ihar-losik", "--status", "imprisoned", "--on", "2026-11-30", "--source", page)).toMatch(
    /^1 --source .* is the page of andrei-aliaksandrau/,
  );
  // In another language it is the same page, and a second file with it would be a fault of the whole content.
  const inRussian = page.replace("/en/", "/ru/");
  expect(await refused("ihar-losik", "--status", "imprisoned", "--on", "2026-11-30", "--source", inRussian)).toMatch(
    /^1 --source .*\/ru\/.* is the page of andrei-aliaksandrau/,
  );
  expect(await refused("ihar-losik", "--status", "imprisoned", "--on", "2026-11-30", "--as", "Nobody")).toMatch(
    /^1 --as Nobody: campaign\.yaml names Ania/,
  );
  expect(await readFile(file("prisoners/vitold-ashurak.yaml"), "utf8")).toBe(before);
  expect(await json("check")).toEqual([]);
});

test("a fault in somebody else's file keeps nobody's release from being written down, and one of their own does", async () => {
  const other = await readFile(file("prisoners/ihar-losik.yaml"), "utf8");
  await writeFile(file("prisoners/ihar-losik.yaml"), other.replace("consent:", "consnt:"));
  const args = ["--status", "unknown", "--on", "2026-11-30", "--source", "https://example.org/3", "--as", "Ania"];
  expect(await run("verify", "danuta-perednia", ...args)).toMatchObject({ code: 0, stderr: "" });
  expect(await run("verify", "ihar-losik", ...args)).toMatchObject({ code: 1, stderr: expect.stringContaining("without faults") });
  await writeFile(file("prisoners/ihar-losik.yaml"), other);
});

test("somebody whom only a list knows gets a file of their own, and nothing is written of a release without its day", async () => {
  const lines = [
    { list: "partner", counter: "Partner", title: "Partner: its list", page: "https://example.org/list" },
    {
      import: 1,
      at: "2026-11-20T09:00:00Z",
      asOf: "2026-11-20",
      by: null,
      layout: "own-csv",
      rows: 1,
      active: 0,
      women: 0,
      applied: ["new"],
      tail: ["7"],
      first: true,
    },
    {
      id: "7",
      slug: "anna-example",
      url: "https://example.org/7",
      names: { en: "Anna Example" },
      status: "former",
      admitted: "2026-11-20",
    },
  ];
  await mkdir(file("lists"), { recursive: true });
  await writeFile(file("lists/partner.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  expect(await json("check")).toEqual([]);
  expect(await run("preview", "anna-example")).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^Nothing is said of this person as long as nobody knows\. Anna Example: /),
  });
  expect(await json("stale")).toContainEqual(expect.objectContaining({ slug: "anna-example", link: "https://example.org/7" }));
  const seen = ["--status", "released", "--on", "2026-11-30", "--source", "https://example.org/4", "--as", "Ania"];
  expect((await run("verify", "anna-example", ...seen)).stderr).toContain("since");
  expect(await run("verify", "anna-example", ...seen, "--since", "2025-05-01")).toMatchObject({ code: 0, stderr: "" });
  expect(await readFile(file("prisoners/anna-example.yaml"), "utf8")).toContain("since: 2025-05-01");
  expect((await run("preview", "anna-example")).stdout).toContain("Anna Example");
});
