import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runRollcallHere } from "./rollcall-here.ts";
import { createInstallation, contentFolder, runRollcall, type Finished } from "./rollcall-process.ts";

let installation: Awaited<ReturnType<typeof createInstallation>>;
beforeAll(async () => {
  installation = await createInstallation({ used: true });
});
afterAll(() => installation[Symbol.asyncDispose]());

const now = ["--now", "2026-11-21T12:00:00Z"];
const run = (...args: string[]): Promise<Finished> => runRollcallHere(args, installation.environment);
const runJson = async (...args: string[]): Promise<any> => {
  const { code, stdout, stderr } = await run(...args, "--json");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout);
};

/** One line for a person: what is wrong, and no stack. */
const expectOneLine = ({ stderr, stdout }: Finished): void => {
  expect(stdout).toBe("");
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+|node_modules|Error:/);
};

test("check finds nothing wrong with the shipped campaign", async () => {
  expect(await run("check")).toMatchObject({ code: 0, stdout: expect.stringContaining("32 people"), stderr: "" });
  expect(await runJson("check")).toEqual([]);
});

test("check lists all faults with file, line and column, and fails", async () => {
  const folder = join(installation.folder, "broken");
  await cp(contentFolder, folder, { recursive: true });
  await writeFile(join(folder, "prisoners", "ihar-losik.yaml"), "name: [\n");
  await writeFile(join(folder, "counts.yaml"), "# yaml-language-server: $schema=schema/counts.json\ncounts: none\n");
  const { code, stdout, stderr } = await run("check", "--content", folder);
  expect(code).toBe(1);
  expect(stdout).toMatch(/prisoners\/ihar-losik\.yaml:\d+:\d+: /);
  expect(stdout).toMatch(/counts\.yaml:2:9: /);
  expect(stderr.trim()).toMatch(/^\d+ faults$/);
});

describe("plan", () => {
  test("shows a month: one name a day, held posts with their reasons, each id once", async () => {
    const posts = await runJson("plan", "--from", "2026-12-01", "--to", "2026-12-31", ...now);
    const scheduled = posts.filter((post: any) => post.status === "scheduled" && post.kind === "profile");
    expect(scheduled.map((post: any) => post.at.slice(0, 10))).toEqual(
      Array.from({ length: 31 }, (_, index) => `2026-12-${String(index + 1).padStart(2, "0")}`),
    );
    expect(new Set(posts.map((post: any) => post.id)).size).toBe(posts.length);
    expect(scheduled[0]).toEqual({
      id: expect.stringMatching(/^2026-12-01\/profile\/[a-z-]+$/),
      kind: "profile",
      subject: expect.any(String),
      at: "2026-12-01T12:00:00+02:00",
      accounts: ["bluesky", "mastodon", "telegram"],
      status: "scheduled",
      reason: null,
    });
    for (const post of posts.filter((each: any) => each.status === "held")) expect(post.reason).toMatch(/unknown|last checked|autoPost/);
    expect(posts.filter((post: any) => post.subject === "andrei-aliaksandrau").every((post: any) => post.status === "held")).toBe(true);
  });
  test("is the same when it is asked again", async () => {
    const args = ["plan", "--from", "2026-12-01", "--to", "2027-01-31", ...now] as const;
    expect(await runJson(...args)).toEqual(await runJson(...args));
  });
});

describe("plan of anniversaries", () => {
  test("has none where they are switched off", async () => {
    const content = join(installation.folder, "without-anniversaries");
    await cp(contentFolder, content, { recursive: true });
    const settings = join(content, "campaign.yaml");
    await writeFile(
      settings,
      (await readFile(settings, "utf8")).replace(/^anniversaries:\n {2}enabled: true$/m, "anniversaries:\n  enabled: false"),
    );
    const posts = await runJson("plan", "--from", "2026-11-22", "--to", "2027-11-22", "--content", content, ...now);
    expect(posts.filter(({ kind }: any) => kind !== "profile")).toEqual([]);
  });

  test("is true of everybody: no birthday of the dead, no days in prison of the free, nobody twice on a day", async () => {
    const posts = await runJson("plan", "--from", "2026-11-22", "--to", "2036-11-01", ...now);
    const dead = ["ales-pushkin", "ihar-lednik", "vitold-ashurak"];
    const inPrison = new Set(["andrei-aliaksandrau", "dzianis-ivashyn", "ihar-ilyash", "liudmila-chekina"]);
    const occasions = posts.flatMap((post: any) => post.occasions ?? []);
    expect(occasions.length).toBeGreaterThan(500);
    const of = (...kinds: string[]): string[] => [
      ...new Set<string>(occasions.filter(({ kind }: any) => kinds.includes(kind)).map(({ subject }: any) => subject)),
    ];
    expect(of("birthday").filter((slug) => dead.includes(slug))).toEqual([]);
    expect(of("death").sort()).toEqual(dead);
    expect(of("day-count", "half-term").filter((slug) => !inPrison.has(slug))).toEqual([]);
    const days = posts.flatMap((post: any) => {
      const people: string[] = post.occasions?.map(({ subject }: any) => subject) ?? [post.subject];
      return post.kind === "marked-day" ? [] : [...new Set(people)].map((slug) => `${post.at.slice(0, 10)} ${slug}`);
    });
    expect(new Set(days).size).toBe(days.length);
  });

  test("of a month is a calendar, as wide as asked for, and a file that other calendars read", async () => {
    const { stdout } = await run("plan", "--month", "2026-12", "--columns", "140", ...now);
    expect(stdout).toContain("December 2026");
    expect(stdout).toMatch(/│ Mon +│ Tue/);
    expect((await run("plan", "--month", "2026-12", "--columns", "60", ...now)).stdout).toMatch(/^Sun 13$/m);
    const file = join(installation.folder, "december.ics");
    expect(await run("plan", "--month", "2026-12", "--ics", file, ...now)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(file),
    });
    const calendar = await readFile(file, "utf8");
    expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n[^]*UID:2026-12-13\/joint\/anniversaries@rollcall\r\n[^]*END:VCALENDAR\r\n$/);
    expectOneLine(await run("plan", "--ics", "/no/such/folder/plan.ics", ...now));
    expectOneLine(await run("plan", "--month", "2026-12", "--from", "2026-12-01", ...now));
  });
});

describe("preview", () => {
  test("shows somebody who was released as each network gets it: in the past tense, with their days, and no call to free them", async () => {
    const posts = await runJson("preview", "maria-kalesnikava", ...now);
    expect(posts.map((post: any) => [post.network, post.language])).toEqual([
      ["bluesky", "en"],
      ["mastodon", "en"],
      ["telegram", "be"],
    ]);
    for (const { parts } of posts) {
      expect(parts.length).toBeGreaterThanOrEqual(1);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(part.limit);
      expect(JSON.stringify(parts)).not.toMatch(/#Free|In prison|У зняволенні з/);
      expect(parts[0].media[0]).toMatchObject({
        alt: expect.stringMatching(/Kalesnikava|Калеснікава/),
        bytes: expect.any(Number),
        path: expect.stringMatching(/^\//),
      });
    }
    expect(posts[0].parts[0].text).toContain("1,923 days".replace(",", posts[0].parts[0].text.includes("1923") ? "" : ","));
    expect(posts[0].parts[0].facets.length).toBeGreaterThan(0);
    expect(posts[2].parts[0].entities.length).toBeGreaterThan(0);
  });
  test("knows one network and another language", async () => {
    const posts = await runJson("preview", "ales-pushkin", "--network", "telegram", "--lang", "ru", ...now);
    expect(posts).toHaveLength(1);
    expect(posts[0]).toMatchObject({ network: "telegram", language: "ru" });
    expect(posts[0].parts[0].text).toContain("Алесь Пушкин");
  });
  test("says that a post is held where the status is stale", async () => {
    const { stdout } = await run("preview", "andrei-aliaksandrau", ...now);
    expect(stdout).toMatch(/^HELD.*2026-01-27/);
  });
});

test("a day that is past can be looked at, as it would have been spoken of then", async () => {
  const past = await run("preview", "andrei-aliaksandrau", "--network", "bluesky", "--now", "2026-02-15T12:00:00Z");
  expect(past).toMatchObject({ code: 0, stderr: "" });
  expect(past.stdout).not.toContain("HELD");
  expect(past.stdout).toMatch(/In prison since 12 January 2021/);
});

describe("compose", () => {
  test("answers each line with one line, in order, and goes on after a bad one", async () => {
    const lines = [
      '{"text": "Every day, a name. #Belarus"}',
      "not json",
      '{"text": ""}',
      '{"text": "x", "image": "no-such-file.png", "alt": "A"}',
      '{"text": "Добры дзень", "hashtags": ["Беларусь"], "language": "be"}',
    ];
    const { code, stdout } = await runRollcallHere(["compose", "--json"], installation.environment, { input: lines.join("\n") });
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(answers).toHaveLength(5);
    expect(answers[0].map((post: any) => post.network)).toEqual(["bluesky", "mastodon", "telegram"]);
    for (const line of [2, 3, 4]) expect(answers[line - 1]).toEqual({ error: expect.any(String), line });
    expect(answers[4][2]).toMatchObject({
      language: "be",
      parts: [{ text: "Добры дзень\n\n#Беларусь", entities: [{ type: "hashtag", offset: 13, length: 9 }] }],
    });
  });
});

test("compose says of each faulty draft which field is wrong and what it must be", async () => {
  const faulty: [draft: unknown, error: RegExp][] = [
    [{ text: 3 }, /^text must be a string$/],
    [{}, /^text is missing: /],
    [[], /^not a draft: /],
    [null, /^not a draft: /],
    [{ text: "a", link: "" }, /^link is empty: give .* or leave it out$/],
    [{ text: "a", link: null }, /^link must be a string; leave it out/],
    [{ text: "a", link: "nope" }, /link "nope" is not an http/],
    [{ text: "a", hashtags: "b" }, /^hashtags must be a list of strings/],
    [{ text: "a", hashtags: ["b", 3] }, /^hashtags\[1\] must be a string$/],
    [{ text: "a", hashtags: Array.from({ length: 31 }, () => "b") }, /^hashtags has more than 30/],
    [{ text: "a", image: "" }, /^image is empty: give the path/],
    [{ text: "a", language: " " }, /^language is empty: give a language tag/],
    [{ text: "a", txt: "b" }, /has a key that a draft does not have: txt/],
  ];
  const input = faulty.map(([draft]) => JSON.stringify(draft)).join("\n");
  const { stdout, stderr, code } = await runRollcallHere(["compose", "--json"], installation.environment, { input });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const answers = stdout.trimEnd().split("\n");
  expect(answers).toHaveLength(faulty.length);
  for (const [index, [, error]] of faulty.entries())
    expect(JSON.parse(answers[index]!)).toEqual({ error: expect.stringMatching(error), line: index + 1 });
  const told = await runRollcallHere(["compose"], installation.environment, { input });
  expect(told.code).toBe(1);
  expect(told.stderr).toMatch(/^line 1: text must be a string\nline 2: /);
  expect(told.stderr).not.toMatch(/Invalid input|expected/);
});

test("find tells whom a name means, of its arguments or of each line, and goes on after a bad one", async () => {
  const one = await run("find", "Катерина", "Андреева", "--json");
  expect(JSON.parse(one.stdout)).toEqual({
    query: "Катерина Андреева",
    verdict: "direct",
    people: [{ slug: "katsiaryna-andreyeva", name: "Katsiaryna Andreyeva", score: 1 }],
  });
  const input = ['{"query": "Pushkin"}', "Pushkin", '{"query": 3}', "", '{"query": ""}'].join("\n");
  const { code, stdout } = await runRollcall(["find", "--json"], installation.environment, input);
  const answers = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(answers[0]).toMatchObject({ verdict: "choice", people: [{ slug: "ales-pushkin" }] });
  for (const line of [2, 3, 4]) expect(answers[line - 1]).toEqual({ error: expect.any(String), line });
  expect(answers[4]).toEqual({ query: "", verdict: "none", people: [] });
  expect(await run("find", "Nobody", "Atall")).toMatchObject({ code: 0, stdout: "Nobody Atall: nobody with such a name\n" });
});

test("compose gives one answer a line, whatever is in it", async () => {
  const lines = [`{"text":"a\u2028b"}`, "", `{"text":"c"}\r`, `{"text":"d","image":"/dev/zero","alt":"x"}`].map((line) =>
    Buffer.from(`${line}\n`),
  );
  const input = Buffer.concat([...lines, Buffer.from([0x22, 0xff, 0x22, 0x0a]), Buffer.from('{"text":"e"}')]);
  const { stdout } = await runRollcallHere(["compose", "--json"], installation.environment, { input });
  const answers = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers).toMatchObject([
    [{}, {}, {}],
    { line: 2 },
    [{}, {}, {}],
    { line: 4 },
    { line: 5, error: expect.stringContaining("UTF-8") },
    [{}, {}, {}],
  ]);
});

describe("bad input is one line and an exit code", () => {
  test.each([
    [["no-such-command"], 2],
    [["plan", "--form", "2026-12-01"], 2],
    [["plan", "--from", "2026-02-30"], 2],
    [["plan", "--now", "yesterday"], 2],
    [["preview"], 2],
    [["plan", "--from", "2026-12-02", "--to", "2026-12-01"], 1],
    [["preview", "nobody-of-that-name"], 1],
    [["preview", "2026-02-31/profile/maria-kalesnikava"], 1],
    [["preview", "maria-kalesnikava", "--lang", "fr"], 1],
    [["preview", "maria-kalesnikava", "--network", "myspace"], 1],
    [["preview", "eduard-babaryka"], 1],
    [["plan", "--content", "/no/such/folder"], 1],
    [["check", "--content", ""], 2],
    [["help", "nope"], 2],
    [["nope", "--help"], 2],
    [["queue", "nope", "--help"], 2],
    [["preview", "eduard-babaryka", "--json"], 1],
  ])("%j", async (args, code) => {
    const finished = await run(...args);
    expectOneLine(finished);
    expect(finished.code).toBe(code);
  });
  test.each([
    [{ DATABASE_URL: "mysql://user:hunter2@localhost/x" }, "DATABASE_URL"],
    [{ REDIS_URL: "redis://:hunter2@localhost" }, "DATABASE_URL"],
    [{ DATABASE_URL: "postgres://user:hunter2@127.0.0.1:1/x" }, "DATABASE_URL"],
    [{ DATABASE_URL: "postgres://user:hunter2@127.0.0.1:1/x?sslmode=require" }, "DATABASE_URL"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  ])("settings %j name the variable and no password", async (settings, name) => {
    const finished = await runRollcallHere(["status"], { ...installation.environment, ...settings });
    expectOneLine(finished);
    expect(finished.stderr).toContain(name);
    expect(finished.stderr).not.toContain("hunter2");
    expect(finished.code).toBe(1);
  });
});

test("a folder that no data can be put in is one line, at once", async () => {
  const long = join(installation.folder, ...Array.from({ length: 6 }, () => "x".repeat(90)));
  const expected: [folder: string, complaint: RegExp][] = [
    ["/proc/rollcall/data", /^The data folder \/proc\/rollcall\/data cannot be made/],
    [long, /too long a path/],
    [fileURLToPath(import.meta.url), /is a file, not a folder/],
  ];
  for (const [folder, complaint] of expected) {
    const begun = performance.now();
    const finished = await runRollcall(["start"], { ...installation.environment, DATA_DIR: folder });
    expect(performance.now() - begun).toBeLessThan(15_000);
    expectOneLine(finished);
    expect(finished).toMatchObject({ code: 1, stderr: expect.stringMatching(complaint) });
    expect(finished.stderr).toContain("DATA_DIR");
  }
});

test("pictures that cannot be put into DATA_DIR are one line too", async () => {
  const finished = await runRollcallHere(["preview", "maria-kalesnikava"], {
    ...installation.environment,
    DATA_DIR: "/proc/rollcall/data",
  });
  expectOneLine(finished);
  expect(finished).toMatchObject({ code: 1, stderr: expect.stringContaining("DATA_DIR") });
});

test("status and doctor name a setting that cannot work, and ask no network for it", async () => {
  const wrong = { BLUESKY_SERVICE: "nope", MASTODON_URL: "x", MASTODON_TOKEN: "token-of-the-campaign" };
  const environment = { ...installation.environment, ...wrong };
  const { stdout } = await runRollcallHere(["status", "--json"], environment);
  expect(JSON.parse(stdout).accounts).toMatchObject([
    { id: "bluesky", mode: "rehearsal", fault: expect.stringMatching(/^BLUESKY_SERVICE must be/) },
    { id: "mastodon", mode: "live", fault: expect.stringMatching(/^MASTODON_URL cannot be used: .*https:/) },
    { id: "telegram", mode: "rehearsal", fault: null },
  ]);
  expect((await runRollcallHere(["status"], environment)).stdout).toMatch(/bluesky \(en\): rehearsal, .*FAULTY: BLUESKY_SERVICE/);
  const doctor = await runRollcallHere(["doctor"], environment);
  expect(doctor).toMatchObject({ code: 1, stdout: expect.stringMatching(/✗ bluesky: .*BLUESKY_SERVICE[^]*✗ mastodon: /) });
});

test("preview says in its help what it answers for somebody of unknown status", async () => {
  expect((await run("preview", "--help")).stdout).toMatch(/status is unknown.*exit code is 1/);
});

test("--help teaches: every command is listed, and each explains itself", async () => {
  const { code, stdout } = await run("--help");
  expect(code).toBe(0);
  for (const command of ["start", "check", "plan", "preview", "compose", "post", "status", "doctor"]) {
    expect(stdout).toContain(command);
    const help = await run(command, "--help");
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining("--json") });
  }
});

test("commands that read only leave no database behind", async () => {
  await using fresh = await createInstallation();
  const { stdout } = await runRollcallHere(["status", "--json"], fresh.environment);
  expect(JSON.parse(stdout)).toMatchObject({ deliveries: null });
  await mkdir(join(fresh.folder, "data"));
});

test("doctor says of each account without credentials what is missing and where it is to be had", async () => {
  const { code, stdout } = await run("doctor");
  expect(code).toBe(0);
  for (const text of ["BLUESKY_APP_PASSWORD", "App passwords", "MASTODON_TOKEN", "TELEGRAM_CHANNEL", "@BotFather"])
    expect(stdout).toContain(text);
});
