import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createLiveCampaign, id, later, noon, slug } from "./live-campaign.ts";
import { startRollcallHere } from "./rollcall-here.ts";
import { startRollcall } from "./rollcall-process.ts";

const evening = ["--now", "2026-12-01T17:00:00Z"];

test("a post is corrected by a reply on every account and taken back everywhere, and the record says who did what", async () => {
  await using campaign = await createLiveCampaign();
  expect(await campaign.run("post", id, ...noon)).toMatchObject({ code: 0 });
  expect(await campaign.counts()).toEqual([1, 1, 1]);

  const words = `In our own words: ${"something was wrong in it. ".repeat(30)}`.trim();
  const previewed = await campaign.json("correct", id, "--text", `en=${words}`, "--preview", "--as", "Ania", ...later);
  expect(previewed).toHaveLength(3);
  expect(await campaign.counts()).toEqual([1, 1, 1]);
  expect(await campaign.run("correct", id, "--text", `en=${words}`, "--as", "ania", ...later)).toMatchObject({ code: 0, stderr: "" });

  const all = await campaign.onBluesky();
  const first = all.find(({ value }) => value.reply === undefined);
  const replies = all.filter(({ value }) => value.reply !== undefined).toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
  expect(replies.map(({ value }) => value.text)).toEqual(previewed[0].parts.map(({ text }: { text: string }) => text));
  expect(replies.length).toBeGreaterThan(1);
  for (const [index, { value }] of replies.entries()) {
    expect(value.reply).toMatchObject({ root: { uri: first!.uri }, parent: { uri: (replies[index - 1] ?? first)!.uri } });
  }
  const [onMastodon, ...repliesOnMastodon] = campaign.onMastodon().toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
  expect(repliesOnMastodon[0]).toMatchObject({ replyTo: onMastodon!.id });
  const [, onTelegram] = campaign.onTelegram();
  // In the language of that account nobody wrote anything, so it says what is recorded.
  expect(onTelegram).toMatchObject({ text: previewed[2].parts[0].text, replyTo: expect.anything() });
  expect(onTelegram!.text).toContain("Алесь Бяляцкі");

  // Asked again, as after a line that broke, it is the same correction; and words of one's own need a name.
  expect(await campaign.run("correct", id, "--text", `en=${words}`, "--as", "Ania", ...later)).toMatchObject({ code: 0 });
  expect((await campaign.onBluesky()).length).toBe(replies.length + 1);
  expect(await campaign.run("correct", id, "--text", "en=More.", ...later)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/--as/),
  });

  const withdrawn = await campaign.json("withdraw", id, "--as", "Yan", ...later);
  expect(withdrawn).toHaveLength(6);
  for (const account of ["bluesky", "mastodon", "telegram"])
    expect(withdrawn).toContainEqual({ id: `${id}@${account}`, account, state: "done", outcome: "deleted" });
  // Its correction would be a reply to nothing.
  expect(await campaign.counts()).toEqual([0, 0, 0]);
  expect(await campaign.run("correct", id, "--as", "Yan", ...later)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("nothing to correct"),
  });
  expect(await campaign.run("withdraw", slug, ...later)).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^[^\n]+\n$/),
  });

  const log = await campaign.json("log", id);
  const told = log.map(({ kind, account, who }: Record<string, string | null>) => [kind, account, who].filter(Boolean).join(" "));
  expect(told.slice(0, 2)).toEqual(["planned", "dispatched"]);
  for (const line of ["sent bluesky", "sent telegram", "withdrawal-asked mastodon Yan", "withdrawn mastodon Yan"])
    expect(told).toContain(line);
  expect((await campaign.run("log", slug)).stdout).toMatch(/approved .*\/correction\/.* by Ania/);
});

test("a post that is taken back before it is sent is not sent", async () => {
  await using campaign = await createLiveCampaign();
  await campaign.run("post", "2026-12-02/profile/ales-pushkin", ...noon);
  expect(await campaign.run("withdraw", id, ...noon)).toMatchObject({ code: 0, stdout: expect.stringContaining("not sent yet") });
  expect(await campaign.run("post", id, ...noon)).toMatchObject({ code: 1, stderr: expect.stringContaining("Withdrawn") });
});

test("whoever is withheld vanishes from every output at once, and what was published is offered to be taken back without a name", async () => {
  await using campaign = await createLiveCampaign();
  await campaign.run("post", id, ...noon);
  await using worker = startRollcall(["start", ...later], campaign.environment);
  await worker.seen(/Running/);
  const shown = worker.output().length;
  await campaign.change(slug, (yaml) => yaml.replace(/^consent: .*$/m, "consent: withheld"));
  process.kill(worker.pid, "SIGHUP");
  await worker.seen(/withdraw --withheld/);

  const name = /ales-bialiatski|bialiatski|Бяляцкі|Беляцкий/i;
  for (const args of [["status"], ["status", "--json"], ["log"], ["log", "--json"], ["plan"], ["plan", "--json"]]) {
    const { code, stdout, stderr } = await campaign.run(...args, ...later);
    expect([args, code, name.test(stdout + stderr)]).toEqual([args, 0, false]);
  }
  const logged = await campaign.run("log", slug, ...later);
  expect(logged).toEqual(await campaign.run("log", "nobody-at-all", ...later));
  expect(logged).toMatchObject({ code: 1, stdout: "", stderr: expect.not.stringMatching(name) });
  expect(worker.output().slice(shown)).not.toMatch(name);
  expect(await campaign.json("status", ...later)).toMatchObject({ withheldPublic: 3 });
  const taken = await campaign.run("withdraw", "--withheld", ...later);
  expect(taken).toMatchObject({ code: 0 });
  expect(taken.stdout).not.toMatch(name);
  expect(await campaign.counts()).toEqual([0, 0, 0]);
  expect(await campaign.json("status", ...later)).toMatchObject({ withheldPublic: 0 });
});

test("what waits for a server's pause is held within a minute when the status changes, and goes out when somebody has looked it up", async () => {
  await using campaign = await createLiveCampaign();
  campaign.mastodon.fail({
    when: "before",
    method: "POST",
    path: "/api/v1/statuses",
    answer: { kind: "answer", status: 429, headers: { "Retry-After": "5400" } },
  });
  await using worker = startRollcall(["start", ...noon], campaign.environment);
  await worker.seen(/(?:delivery is (?:sent|due)[^]*){3}/);
  expect(await campaign.counts()).toEqual([1, 0, 1]);
  const waiting = async () => (await campaign.json("status")).open;
  expect(await waiting()).toMatchObject([{ id: `${id}@mastodon`, held: false }]);

  const known = await readFile(join(campaign.environment["CONTENT_DIR"]!, "prisoners", `${slug}.yaml`), "utf8");
  await campaign.change(slug, (yaml) => yaml.replace(/^status:\n(?: {2}.*\n)+/m, "status:\n  kind: unknown\n  sources: []\n"));
  process.kill(worker.pid, "SIGHUP");
  await worker.seen(/is held\. .*unknown/);
  expect(await waiting()).toMatchObject([{ id: `${id}@mastodon`, held: true, reason: expect.stringContaining("status is unknown") }]);

  await campaign.change(slug, () => known);
  process.kill(worker.pid, "SIGHUP");
  await worker.seen(/was read again[^]*was read again/);
  await expect.poll(async () => (await waiting())[0]?.held, { timeout: 20_000 }).toBe(false);
  await worker.end();
  expect(campaign.onMastodon()).toHaveLength(0);

  await using _again = await startRollcallHere(["start", ...evening], campaign.environment);
  await expect.poll(() => campaign.counts()).toEqual([1, 1, 1]);
});

test("everything about somebody is taken back by their name, and what waits for another account's turn does not follow", async () => {
  await using campaign = await createLiveCampaign();
  campaign.mastodon.fail({
    when: "before",
    method: "POST",
    path: "/api/v1/statuses",
    answer: { kind: "answer", status: 429, headers: { "Retry-After": "600" } },
  });
  await campaign.run("post", id, ...noon);
  expect(await campaign.counts()).toEqual([1, 0, 1]);
  expect(await campaign.json("withdraw", slug, ...later)).toHaveLength(3);
  await using _worker = await startRollcallHere(["start", ...evening], campaign.environment);
  expect((await campaign.json("status")).open).toEqual([]);
  expect(await campaign.counts()).toEqual([0, 0, 0]);
});

test("refused credentials pause one account with one alert; the others go on, and it goes on when they work again", async () => {
  await using campaign = await createLiveCampaign();
  const wrong = { ...campaign.environment, MASTODON_TOKEN: "wrong-token-wrong-token" };
  {
    await using worker = startRollcall(["start", ...noon], wrong);
    await worker.seen(/(?:delivery is sent[^]*){2}/);
    await worker.seen(/mastodon is paused/);
    await worker.end();
    expect(worker.output().match(/mastodon is paused/g)).toHaveLength(1);
  }
  expect(await campaign.counts()).toEqual([1, 0, 1]);
  expect((await campaign.json("status", ...noon)).accounts).toMatchObject([
    { paused: null },
    { paused: { reason: expect.any(String) } },
    { paused: null },
  ]);
  {
    await using worker = startRollcall(["start", ...later], wrong);
    await worker.seen(/Running/);
    await worker.end();
    expect(worker.output()).not.toMatch(/mastodon is paused/);
  }
  await using worker = startRollcall(["start", "--now", "2026-12-01T10:30:00Z"], campaign.environment);
  await worker.seen(/mastodon works again/);
  await worker.seen(/delivery is sent/);
  expect(await campaign.counts()).toEqual([1, 1, 1]);
});

test("a typo in another person's file keeps nobody from seeing what is public and from taking it back", async () => {
  await using campaign = await createLiveCampaign();
  await campaign.run("post", id, ...noon);
  await campaign.change("maria-kalesnikava", (yaml) => yaml.replace(/^name:/m, "name: ["));
  expect(await campaign.run("plan", ...later)).toMatchObject({ code: 1, stderr: expect.stringContaining("maria-kalesnikava.yaml") });
  expect(await campaign.json("status", ...later)).toMatchObject({ deliveries: { sent: 3 }, withheldPublic: 0 });
  expect((await campaign.run("log", id, ...later)).stdout).toContain("sent");
  expect(await campaign.run("withdraw", "--withheld", ...later)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("maria-kalesnikava.yaml"),
  });
  expect(await campaign.run("withdraw", id, ...later)).toMatchObject({ code: 0 });
  expect(await campaign.counts()).toEqual([0, 0, 0]);
});
