import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import sharp from "sharp";
import { runRollcallHere, startRollcallHere } from "./rollcall-here.ts";
import { contentFolder, createInstallation, runRollcall, startRollcall } from "./rollcall-process.ts";

const now = ["--now", "2026-12-01T08:00:00Z"];
const profile = "2026-12-02/profile/nobody";

const createQueue = async (approval: boolean) => {
  const installation = await createInstallation({ used: true });
  const content = join(installation.folder, "content");
  await cp(contentFolder, content, { recursive: true });
  const settings = join(content, "campaign.yaml");
  const shipped = await readFile(settings, "utf8");
  await writeFile(settings, `${shipped}\ncampaigners:\n  - name: Ania\n  - name: Yan\nqueue:\n  approval: ${String(approval)}\n`);
  const environment = { ...installation.environment, CONTENT_DIR: content };
  const run = (args: readonly string[], input = "") => runRollcallHere(["queue", ...args, ...now], environment, { input });
  return {
    folder: installation.folder,
    content,
    environment,
    run,
    json: async (...args: string[]) => {
      const { stdout, stderr } = await run([...args, "--json"]);
      if (stdout === "") throw new Error(stderr);
      return JSON.parse(stdout);
    },
    [Symbol.asyncDispose]: () => installation[Symbol.asyncDispose](),
  };
};

const ids = (posts: readonly { id: string }[]): string[] => posts.map(({ id }) => id);

test("campaigners add, edit, hold, release, cancel and approve, process after process, and nothing is lost", async () => {
  await using queue = await createQueue(true);
  const { run, json } = queue;
  const picture = join(queue.folder, "picture.png");
  await writeFile(
    picture,
    await sharp({ create: { width: 40, height: 30, channels: 3, background: "#808080" } })
      .png()
      .toBuffer(),
  );

  const first = await json("add", "Write a letter today.", "--at", "2027-03-08 10:00", "--link", "https://example.org/", "--as", "Ania");
  expect(first).toMatchObject({
    id: "2027-03-08/own/1",
    at: "2027-03-08T10:00:00+02:00",
    accounts: ["bluesky", "mastodon", "telegram"],
    status: "held",
    reason: expect.stringContaining("queue approve 2027-03-08/own/1"),
    author: "Ania",
  });
  expect(first.previews).toHaveLength(3);
  const second = await run(["add", "-", "--at", "2027-03-08 10:00", "--lang", "be", "--as", "Yan"], "Штодня — імя.\n");
  expect(second.stdout).toMatch(/2027-03-08\/own\/2 goes out at 2027-03-08 10:00 \(Europe\/Vilnius\), on telegram\.[^]*Штодня — імя\./);
  const third = await json(
    "add",
    "A picture.",
    "--at",
    "2026-12-24 18:00",
    "--network",
    "mastodon",
    "--image",
    picture,
    "--alt",
    "Grey",
    "--as",
    "Yan",
  );
  await rm(picture);
  expect(third.previews).toMatchObject([{ account: "mastodon", parts: [{ media: [{ alt: "Grey" }] }] }]);
  expect(await json("show", third.id)).toMatchObject({ previews: [{ parts: [{ media: [{ alt: "Grey" }] }] }] });
  // No worker was ever there: whoever looks has the plan made, which has come to a day that needs a yes.
  const asked = "2026-12-10/marked-day/human-rights-day";
  expect(ids(await json("list"))).toEqual([asked, third.id, first.id, "2027-03-08/own/2"]);

  expect(await run(["approve", first.id, "--as", "Ania"])).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^[^\n]*somebody else[^\n]*\n$/),
  });
  expect(await json("approve", first.id, "--as", "Yan")).toMatchObject({ status: "scheduled", approvedBy: "Yan" });
  // A new time says nothing else; a new word does.
  expect(await json("edit", first.id, "--at", "2027-03-09 10:00", "--as", "Ania")).toMatchObject({
    at: "2027-03-09T10:00:00+02:00",
    approvedBy: "Yan",
    author: "Ania",
    status: "scheduled",
  });
  expect(await json("edit", first.id, "Write two letters today.", "--as", "Ania")).toMatchObject({ approvedBy: null, status: "held" });
  expect(await json("approve", first.id, "--as", "Yan")).toMatchObject({ status: "scheduled" });

  expect(await json("hold", first.id, "--reason", "wait for news", "--as", "Yan")).toMatchObject({
    status: "held",
    heldBy: "Yan",
    reason: expect.stringContaining("wait for news"),
  });
  expect(await json("approve", first.id, "--as", "Yan")).toMatchObject({ status: "held" });
  expect(await json("release", first.id, "--as", "Ania")).toMatchObject({ status: "scheduled", heldBy: null });
  expect(await json("cancel", third.id, "--as", "Yan")).toMatchObject({ status: "skipped", cancelledBy: "Yan" });
  expect(ids(await json("list"))).toEqual([asked, "2027-03-08/own/2", first.id]);
  expect(await run(["edit", third.id, "More.", "--as", "Yan"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Cancelled by Yan"),
  });

  const { stdout } = await runRollcallHere(["log", first.id, "--json"], queue.environment);
  const told = JSON.parse(stdout).map(({ kind, who }: { kind: string; who: string | null }) => [kind, who].filter(Boolean).join(" "));
  for (const line of ["planned Ania", "approved Yan", "edited Ania", "approval-taken-back Ania", "held Yan", "let-go Ania"])
    expect(told).toContain(line);
});

test("words about whoever is not in prison are warned of before they are queued and after, and a post is found before any plan was made", async () => {
  await using queue = await createQueue(false);
  const { run, json } = queue;
  const planned = "2026-12-02/anniversary/dzmitry-luksha";
  expect((await run(["show", planned])).stdout).toContain(planned);
  const naming = "It names Ales Bialiatski, recorded as released on 13 December 2025: see that it does not speak of prison as of today.";
  const words = ["add", "Free Ales Bialiatski, in prison today! #FreeViasna", "--at", "2026-12-05 10:00", "--as", "Ania", "--lang", "en"];
  const warnings = [naming, expect.stringMatching(/^#FreeViasna calls for the freedom of .*Ales Bialiatski, recorded as released/)];
  expect(await json(...words, "--preview")).toMatchObject({ id: null, warnings });
  expect(await json(...words)).toMatchObject({ id: "2026-12-05/own/1", status: "scheduled", warnings });
  expect(await json("show", "2026-12-05/own/1")).toMatchObject({ warnings });
  expect((await run(["show", "2026-12-05/own/1"])).stdout).toContain(naming);
  expect((await run(["add", "Happy birthday, Ales Pushkin!", "--at", "2027-08-06 10:00", "--as", "Ania"])).stdout).toMatch(
    /\nIt names Ales Pushkin, recorded as having died on 11 July 2023: see that/,
  );
  const edited = await run(["edit", planned, "In prison for 1,726 days. #FreeLuksha", "--lang", "en", "--as", "Ania"]);
  expect(edited.stdout).toMatch(/is changed[^]*\n#FreeLuksha calls for the freedom of Dzmitry Luksha, recorded as released/);
  expect(await json("edit", "2026-12-05/own/1", "Letters for everybody.", "--as", "Ania")).toMatchObject({ warnings: [] });
  const series = ["add", "Every year a letter.", "--at", "2027-01-05 10:00", "--every", "year", "--as", "Ania"];
  expect(await json(...series)).toMatchObject({ warnings: [] });
  expect(await json("edit", "yearly/1", "Free Ales Bialiatski", "--as", "Ania")).toMatchObject({ warnings: [naming] });

  const log = (about: string) => runRollcallHere(["log", about, ...now], queue.environment);
  for (const known of [planned, "maria-kalesnikava", "2029-12-02/anniversary/dzmitry-luksha", "yearly/1", "human-rights-day"])
    expect(await log(known)).toMatchObject({ code: 0, stderr: "" });
  for (const unknown of ["nope", "2026-12-05/own/9", "2026-12-05/profile/nobody", "yearly/2"])
    expect(await log(unknown)).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^There is no post and no person of that name: [^\n]+\n$/),
    });
});

test("a post of every year is listed with its next dates, changed for one year or for all, and cancelled for one or for all", async () => {
  await using queue = await createQueue(true);
  const { run, json } = queue;
  /** What the record offers waits for a yes, too. */
  const ours = async () => (await json("list")).filter(({ kind }: { kind: string }) => kind === "own" || kind === "series");
  const words = ["add", "Write a letter.", "--lang", "en", "--at", "2028-02-29 10:00", "--every", "year", "--as", "Ania"];
  expect(await json(...words, "--preview")).toMatchObject({ id: null, previews: [{ account: "bluesky" }, { account: "mastodon" }] });
  expect(await ours()).toEqual([]);
  expect(await json(...words)).toMatchObject({ id: "2028-02-29/yearly/1", series: { id: "yearly/1", year: 2028 }, status: "held" });
  const birthday = await run([
    "add",
    "З днём нараджэння!",
    "--lang",
    "be",
    "--on",
    "birthday:maria-kalesnikava",
    "--time",
    "08:30",
    "--as",
    "Yan",
  ]);
  expect(birthday.stdout).toMatch(/^2027-04-24\/own\/1 goes out at 2027-04-24 08:30/);

  const list = await ours();
  expect(ids(list)).toEqual(["2027-04-24/own/1", "2028-02-29/yearly/1", "yearly/1"]);
  expect(list[2]).toMatchObject({
    kind: "series",
    waits: "2028-02-29/yearly/1",
    next: ["2028-02-29T10:00:00+02:00", "2029-02-28T10:00:00+02:00", "2030-02-28T10:00:00+02:00"],
  });
  expect(await run(["approve", "yearly/1", "--as", "Yan"])).toMatchObject({ code: 1, stderr: expect.stringContaining("by itself") });
  expect(await json("edit", "2028-02-29/yearly/1", "A leap year.", "--as", "Ania")).toMatchObject({ texts: { en: "A leap year." } });
  expect(await json("edit", "yearly/1", "Write two letters.", "--as", "Ania")).toMatchObject({
    kept: ["words"],
    texts: { en: "Write two letters." },
  });
  expect(await json("cancel", "2028-02-29/yearly/1", "--as", "Yan")).toMatchObject({ status: "skipped" });
  expect((await run(["list"])).stdout).toMatch(
    /2029-02-28\/yearly\/1[^]*Write two letters[^]*↻ every year, 02-29 10:00 {2}yearly\/1[^]*next: 2029-02-28 10:00, 2030/,
  );
  expect((await run(["cancel", "yearly/1", "--as", "Yan"])).stdout).toBe(
    "yearly/1 is cancelled, for every year, and with it 2029-02-28/yearly/1.\n",
  );
  expect(ids(await ours())).toEqual(["2027-04-24/own/1"]);
  const settings = join(queue.content, "campaign.yaml");
  await writeFile(settings, (await readFile(settings, "utf8")).replace("zone: Europe/Vilnius", "zone: America/New_York"));
  await run(["hold", "2027-04-24/own/1", "--as", "Yan"]);
  expect(await ours()).toMatchObject([{ id: "2027-04-24/own/1", at: "2027-04-24T08:30:00-04:00" }]);
});

test("what a campaigner holds, cancels or edits of the plan stays so when the plan is made again", async () => {
  await using queue = await createQueue(false);
  const { run, json } = queue;
  const planned = async () => JSON.parse((await runRollcallHere(["plan", "--json", ...now], queue.environment)).stdout);
  expect(await run(["hold", profile])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^There is no planned post[^\n]*\n$/) });
  const scheduled = async () => (await planned()).filter(({ status }: { status: string }) => status === "scheduled");
  const one = (await scheduled())[0];
  await json("hold", one.id, "--as", "Yan");
  const two = (await scheduled())[2];
  await json("cancel", two.id, "--as", "Yan");
  const three = (await scheduled())[4];
  await run(["edit", three.id, "Our own words about them.", "--lang", "en", "--as", "Ania"]);
  await runRollcallHere(["post", "nothing", ...now], queue.environment);
  const after = new Map((await planned()).map((post: { id: string }) => [post.id, post]));
  expect(after.get(one.id)).toMatchObject({ status: "held", reason: expect.stringContaining("Held by Yan") });
  expect(after.get(two.id)).toMatchObject({ status: "skipped", reason: "Cancelled by Yan." });
  expect(after.get(three.id)).toMatchObject({ status: "scheduled" });
  const { previews } = await json("show", three.id);
  expect(previews[0].parts[0].text).toContain("Our own words about them.");
  expect(previews[2].parts[0].text).not.toContain("Our own words");
  // The next in turn has the day.
  const sameDay = [...after.values()].filter((post: any) => post.at === one.at && post.status === "scheduled");
  expect(sameDay).toHaveLength(1);
  expect(await json("release", one.id)).toMatchObject({ status: "scheduled" });
});

test("each refusal is one clear line", async () => {
  await using queue = await createQueue(false);
  const at = ["--at", "2027-03-08 10:00", "--as", "Ania"];
  const person = join(queue.content, "prisoners", "maria-kalesnikava.yaml");
  await writeFile(person, (await readFile(person, "utf8")).replace(/^consent:.*$/m, "consent: withheld"));
  // Beside a worker, where the same refusals are made ten times as fast.
  await using _worker = await startRollcallHere(["start", ...now], queue.environment);
  await queue.json("add", "Said once.", ...at);
  const refusals: [args: string[], reason: RegExp][] = [
    [["add", ...at], /Say what to post/],
    [["add", "Words."], /--at/],
    [["add", "Words.", "--at", "2027-03-28 03:30", "--as", "Ania"], /does not exist in Europe\/Vilnius/],
    [["add", "Words.", "--at", "2026-12-01 09:00", "--as", "Ania"], /is over/],
    [["add", "Words.", "--at", "2027-03-08 10:00"], /--as.*Ania, Yan/],
    [["add", "Words.", ...at, "--network", "friendica"], /bluesky, mastodon, telegram/],
    [["add", "Words.", ...at, "--lang", "de"], /bluesky \(en\)/],
    [["add", "Words.", ...at, "--image", "/nowhere.png"], /--alt/],
    [["add", "Words.", ...at, "--image", "/nowhere.png", "--alt", "Nothing"], /cannot be read/],
    [["add", "Words.", ...at, "--alt", "Nothing"], /--image/],
    [["add", "word ".repeat(70), ...at], /^bluesky: the text has 349 characters.*at most 300.*--thread/],
    [["add", "We think of Marya Kalesnikava, Maria Kalesnikava.", ...at], /names somebody who is withheld/],
    [["add", "said  ONCE.", ...at], /2027-03-08\/own\/1 says the same.*--again/],
    [["show", "2027-03-08/own/9"], /There is no post/],
    [["add", "Words.", "--on", "birthday:ales-pushkin", "--as", "Ania"], /the dead have no birthdays/],
    [["add", `One.\n---\n${"word ".repeat(70)}`, ...at, "--thread"], /^bluesky: post 2 of the thread has 355 characters/],
    [["hold", "2027-03-08/own/1", "--reason", "until Maria Kalesnikava agrees"], /leave the name out/],
    [["release", "2027-03-08/own/1"], /is not held/],
  ];
  for (const [args, reason] of refusals) {
    const { code, stdout, stderr } = await queue.run(args);
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(/^[^\n]+\n$/) });
    expect(stderr).toMatch(reason);
    expect(stderr).not.toContain("alesnikava");
  }
  expect(await queue.json("add", "Said once.", ...at, "--again")).toMatchObject({ id: "2027-03-08/own/2" });
  expect((await queue.json("add", "word ".repeat(70), ...at, "--thread")).previews[0].parts).toHaveLength(2);
});

test("beside a running worker the same commands reach it, standard input too, and the post goes out when it is due", async () => {
  await using queue = await createQueue(false);
  await using worker = startRollcall(["start", "--now", "2026-12-01T11:59:00Z"], queue.environment);
  await worker.seen(/Running/);
  const soon = ["--now", "2026-12-01T12:00:00Z", "--at", "2026-12-01 14:05", "--as", "Yan"];
  const added = await runRollcall(["queue", "add", "-", ...soon], queue.environment, "From a pipe.");
  expect(added).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("From a pipe.") });
  const posted = await runRollcall(["post", "2026-12-01/own/1", "--now", "2026-12-01T12:05:05Z", "--json"], queue.environment);
  expect(posted).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(posted.stdout)).toMatchObject(["bluesky", "mastodon", "telegram"].map((account) => ({ account, state: "sent" })));
});
