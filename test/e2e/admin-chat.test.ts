import { expect, test } from "vitest";
import { createLiveCampaign, type LiveCampaign } from "./live-campaign.ts";
import { startRollcall } from "./rollcall-process.ts";

const ania = { id: 123_456_001, is_bot: false, first_name: "Hanna" };
const stranger = { id: 987_654_003, is_bot: false, first_name: "Unknown" };

const chatEnvironment = ({ group, environment }: LiveCampaign) => ({
  ...environment,
  TELEGRAM_ADMIN_CHAT: String(group.id),
  TELEGRAM_CAMPAIGNERS: `Ania:${ania.id}`,
});

/** The newest message in the campaigners' chat that says it. */
const told = async ({ telegram, group }: LiveCampaign, pattern: RegExp) => {
  const find = () => telegram.posts(group.id).findLast(({ text }) => pattern.test(text));
  await expect.poll(find, { timeout: 60_000 }).toBeDefined();
  return find()!;
};

let presses = 0;
const press = async ({ telegram, group }: LiveCampaign, message: Awaited<ReturnType<typeof told>>, label: string): Promise<void> => {
  const { inline_keyboard: rows } = message.replyMarkup as { inline_keyboard: { text: string; callback_data: string }[][] };
  const button = rows.flat().find(({ text }) => text === label);
  await telegram.pushUpdate({
    callback_query: {
      id: String((presses += 1)),
      from: ania,
      chat_instance: "1",
      data: button?.callback_data,
      message: { message_id: message.id, date: 1, chat: { id: group.id, type: "supergroup", title: "Campaigners" }, text: message.text },
    },
  });
};
const say = async ({ telegram, group }: LiveCampaign, text: string, from: typeof ania, chat = group.id, date = 1): Promise<void> => {
  await telegram.pushUpdate({
    message: { message_id: 5000, date, from, chat: { id: chat, type: chat === group.id ? "supergroup" : "private", title: "x" }, text },
  });
};

test("campaigners learn in their chat of a post in doubt, decide by a button, and ask the command line's questions there", async () => {
  await using campaign = await createLiveCampaign({ begins: Temporal.Instant.from("2026-12-01T10:00:05Z") });
  const id = "2026-12-01/profile/ales-bialiatski";
  campaign.telegram.failNext({ failure: { kind: "cut" }, takesEffect: false });
  await campaign.run("post", id, "--now", "2026-12-01T10:00:05Z");
  const environment = chatEnvironment(campaign);
  await using worker = startRollcall(["start", "--now", "2026-12-01T10:05:00Z"], environment);
  const notice = await told(campaign, /nobody can tell/);
  await press(campaign, notice, "Send it again");
  await told(campaign, /Decided by Ania\. .*is sent/);
  expect(campaign.onTelegram()).toHaveLength(1);

  await say(campaign, "/log ales-bialiatski", ania);
  const log = await told(campaign, /settled .* by Ania: send it again/);
  expect(log.text).toContain("sent 2026-12-01/profile/ales-bialiatski@mastodon");
  const answers = campaign.telegram.requests.filter(({ method }) => method === "sendMessage").length;
  await say(campaign, "/log", stranger, 42);
  await say(campaign, "/status", ania);
  await told(campaign, /A person must look\s+none/);
  expect(campaign.telegram.requests.filter(({ method }) => method === "sendMessage")).toHaveLength(answers + 1);
  await worker.end();
  expect(worker.output()).not.toMatch(/123456001|987654003|Hanna|Unknown/);
});

test("a release is offered and never told by itself: with two sources and a campaigner's yes it goes out", async () => {
  await using campaign = await createLiveCampaign({ begins: Temporal.Now.instant() });
  // In the afternoon the day's own profile goes out first, and the news would wait its minutes behind it.
  await campaign.changeSettings((yaml) => yaml.replace(/^minIntervalMinutes: .*$/m, "minIntervalMinutes: 0"));
  const since = Temporal.Now.plainDateISO("Europe/Minsk").subtract({ days: 1 }).toString();
  await using worker = startRollcall(["start"], chatEnvironment(campaign));
  await worker.seen(/Running/);
  await campaign.change("andrei-aliaksandrau", (yaml) =>
    yaml
      .replace(
        /^status:\n(?: {2}.*\n)+/m,
        `status:\n  kind: released\n  since: ${since}\n  checked: ${since}\n  sources: [viasna-release, baj-release]\n`,
      )
      .replace(
        /^sources:\n/m,
        `sources:\n  viasna-release:\n    title: Viasna on the release\n    url: https://spring96.org/en/news/1\n    published: ${since}\n  baj-release:\n    title: BAJ on the release\n    url: https://baj.media/en/1\n    published: ${since}\n`,
      ),
  );
  process.kill(worker.pid, "SIGHUP");
  const id = `${since}/freed/andrei-aliaksandrau`;
  const offer = await told(campaign, /Andrei Aliaksandrau is recorded as released/);
  const freed = async () => (await campaign.json("plan", "--from", since)).find((post: { id: string }) => post.id === id);
  expect(await freed()).toMatchObject({ status: "held", reason: expect.stringContaining("no campaigner has approved it") });
  expect(await campaign.run("post", id)).toMatchObject({ code: 1, stderr: expect.stringContaining("approved") });
  await press(campaign, offer, "Approve");
  await told(campaign, /Decided by Ania\. .*approved/);
  await worker.seen(new RegExp(`${id}@mastodon.*delivery is sent`));
  expect(campaign.onMastodon().filter(({ text }) => text.includes("Andrei Aliaksandrau"))).toMatchObject([
    { text: expect.stringMatching(/released/i) },
  ]);
  expect((await campaign.run("log", id)).stdout).toMatch(/held[^]*approved .* by Ania[^]*planned[^]*dispatched/);
});

test("a campaigner's hour: posts queued by the chat and by the command line, decided in either, over a restart, and nobody else learns of it", async () => {
  await using campaign = await createLiveCampaign({ begins: Temporal.Instant.from("2026-12-01T08:05:00Z") });
  const { telegram, group } = campaign;
  const environment = chatEnvironment(campaign);
  const mornings = () => telegram.posts(group.id).filter(({ text }) => text.startsWith("Tue 2026-12-01, times in Europe/Vilnius"));
  {
    await using worker = startRollcall(["start", "--now", "2026-12-01T08:05:00Z"], environment);
    const morning = await told(campaign, /^Tue 2026-12-01, times in/);
    expect(morning.text).toMatch(/Today:\n● 12:00 [^\n]+ \/show_/);
    await say(campaign, "/add 2027-03-08 10:00 A letter from the chat.", ania);
    const head = await told(campaign, /own post by Ania\nMonday 2027-03-08 10:00/);
    const added = await campaign.run("queue", "add", "A letter from the machine.", "--at", "2027-03-09 10:00", "--as", "Yan");
    expect(added).toMatchObject({ code: 0, stderr: "" });
    await say(campaign, "/stale", ania);
    await told(campaign, /Andrei Aliaksandrau \(andrei-aliaksandrau\), in the plan for/);
    await say(campaign, "/verify andrei-aliaksandrau imprisoned 2026-11-20 https://example.org/page", ania);
    await told(campaign, /prisoners\/andrei-aliaksandrau\.yaml: imprisoned, checked 2026-11-20/);
    expect(JSON.stringify(await campaign.json("stale", "--now", "2026-12-01T08:06:00Z"))).not.toContain("andrei-aliaksandrau");
    await say(campaign, "/verify andrei-aliaksandrau free", ania);
    await told(campaign, /^Say it in this order/);
    await say(campaign, "/lists", ania);
    await told(campaign, /^There is no list/);
    await say(campaign, "/queue", ania);
    await told(campaign, /own post by Yan “\u{2068}A letter from the machine\.\u{2069}”/u);
    await press(campaign, head, "✋ Hold");
    await told(campaign, /own post by Ania[^]*HELD\. Held by Ania/);
    expect(await campaign.json("queue", "show", "2027-03-08/own/1")).toMatchObject({ heldBy: "Ania", author: "Ania", status: "held" });
    await worker.end();
    expect(worker.output()).not.toMatch(/123456001|Hanna|letter from/);
  }
  await using again = startRollcall(["start", "--now", "2026-12-01T08:15:00Z"], environment);
  await again.seen(/Running/);
  const held = telegram.posts(group.id).find(({ text }) => text.includes("Held by Ania"))!;
  await press(campaign, held, "▶ Release");
  await told(campaign, /own post by Ania[^]*Goes out then/);
  expect((await campaign.run("log", "2027-03-08/own/1")).stdout).toMatch(
    /planned [^\n]+ by Ania[^]*held [^\n]+ by Ania[^]*let-go [^\n]+ by Ania/,
  );
  expect(mornings()).toHaveLength(1);

  const answersTo = async (text: string, from: typeof ania): Promise<string[]> => {
    telegram.addChat({ id: from.id });
    const before = telegram.posts(from.id).length;
    await say(campaign, text, from, from.id, Temporal.Instant.from("2026-12-01T08:15:00Z").epochMilliseconds / 1000);
    await expect.poll(() => telegram.posts(from.id).length, { timeout: 60_000 }).toBeGreaterThan(before);
    return telegram
      .posts(from.id)
      .slice(before)
      .map((message) => message.text);
  };
  const toNonsense = await answersTo("/nonsense", stranger);
  expect(await answersTo("/queue", ania)).toEqual(toNonsense);
  await again.end();
  expect(again.output()).not.toMatch(/123456001|987654003|Hanna|letter from/);
});
