import { describe, expect, test } from "vitest";
import { accountState } from "../../src/account-state.ts";
import type { PlannedPost } from "../../src/campaign/planned-post.ts";
import { readAccount, type Config } from "../../src/config.ts";
import { drawAccounts } from "../../src/terminal/draw-accounts.ts";
import { drawOpening, type Opening } from "../../src/terminal/draw-opening.ts";

const campaignAccounts = (["bluesky", "mastodon", "telegram"] as const).map((network) => ({ id: network, network, language: "en" }));

const statesWith = (variables: Readonly<Record<string, string>>) =>
  campaignAccounts.map((settings) => accountState(readAccount(settings, { variable: (name) => variables[name] } as Config)));

const bluesky = { BLUESKY_HANDLE: "everyname.bsky.social", BLUESKY_APP_PASSWORD: "abcd-efgh-ijkl-mnop" };
const mastodon = { MASTODON_URL: "https://mastodon.example", MASTODON_TOKEN: "token-of-the-campaign" };
const telegram = { TELEGRAM_TOKEN: "123456789:abcdefghijklmnopqrstuvwxyz012345678", TELEGRAM_CHANNEL: "@everyname" };

describe("what the worker says of its accounts", () => {
  test("without credentials nothing goes out, and it names what is missing", () => {
    const said = drawAccounts(statesWith({}));
    expect(said).toMatch(/^REHEARSAL: nothing is posted anywhere/);
    for (const name of ["BLUESKY_APP_PASSWORD", "MASTODON_URL", "TELEGRAM_CHANNEL"]) expect(said).toContain(name);
    expect(said).not.toMatch(/LIVE|WRONGLY/);
  });

  test("with one account's credentials that one is live and the others rehearse", () => {
    const said = drawAccounts(statesWith(mastodon));
    expect(said).toMatch(/^LIVE on mastodon: .*REHEARSAL elsewhere/);
    expect(said).not.toContain("MASTODON_");
  });

  test("with all of them it is live and speaks of no rehearsal", () => {
    const said = drawAccounts(statesWith({ ...bluesky, ...mastodon, ...telegram }));
    expect(said).toMatch(/^LIVE: posts go out on bluesky, mastodon, telegram when they are due\./);
    expect(said).not.toMatch(/REHEARSAL|WRONGLY/);
  });

  test.each([
    [{ BLUESKY_SERVICE: "nope" }, "bluesky", "BLUESKY_SERVICE"],
    [{ BLUESKY_HANDLE: "everyname" }, "bluesky", "BLUESKY_HANDLE"],
    [{ MASTODON_URL: "x" }, "mastodon", "MASTODON_URL"],
    [{ MASTODON_URL: "http://mastodon.example" }, "mastodon", "MASTODON_URL"],
    [{ MASTODON_TOKEN: "tok en of the campaign" }, "mastodon", "MASTODON_TOKEN"],
    [{ TELEGRAM_TOKEN: "987:short-and-secret" }, "telegram", "TELEGRAM_TOKEN"],
    [{ TELEGRAM_CHANNEL: "https://t.me/+invitation" }, "telegram", "TELEGRAM_CHANNEL"],
    [{ TELEGRAM_API_ROOT: "here" }, "telegram", "TELEGRAM_API_ROOT"],
    [{ TELEGRAM_PAGE_ROOT: "http://mirror.example" }, "telegram", "TELEGRAM_PAGE_ROOT"],
  ])("with %j that account is not called live, and the fault names the variable to mend and no value", (wrong, id, name) => {
    const states = statesWith({ ...bluesky, ...mastodon, ...telegram, ...wrong });
    expect(states.find((state) => state.id === id)?.fault).toContain(name);
    expect(states.filter(({ fault }) => fault !== null)).toHaveLength(1);
    const [head, ...rest] = drawAccounts(states).split("\n");
    expect(head).not.toContain(id);
    expect(rest.join("\n")).toMatch(new RegExp(`WRONGLY[^]*${id}: .*${name}`));
    expect(JSON.stringify(states)).not.toMatch(/short-and-secret|tok en of/);
  });

  test("where the only account with credentials is set wrongly, it is a rehearsal and that account is not said to lack them", () => {
    const said = drawAccounts(statesWith({ ...bluesky, BLUESKY_SERVICE: "nope" }));
    expect(said).toMatch(/^REHEARSAL: .*no account has all of its credentials, set as they must be:\n {2}mastodon/);
    expect(said).toMatch(/WRONGLY[^]*bluesky: BLUESKY_SERVICE/);
  });

  test("a wrong setting is told of an account that rehearses, too", () => {
    expect(drawAccounts(statesWith({ BLUESKY_SERVICE: "nope" }))).toMatch(/^REHEARSAL[^]*WRONGLY[^]*BLUESKY_SERVICE/);
  });
});

describe("what the worker says of today", () => {
  const at = Temporal.Instant.from("2026-12-01T10:00:00Z");
  const post: PlannedPost = {
    id: "2026-12-01/profile/somebody",
    kind: "profile",
    subject: "somebody",
    date: Temporal.PlainDate.from("2026-12-01"),
    at,
    notAfter: at.add({ hours: 6 }),
    accounts: ["bluesky"],
    status: "scheduled",
    reason: null,
  };
  const opening: Opening = {
    campaign: "Every day",
    zone: "Europe/Vilnius",
    now: at.subtract({ hours: 1 }),
    accounts: statesWith({ ...bluesky }),
    today: post,
    posts: [],
    deliveries: [],
    ahead: [],
  };
  const draw = (more: Partial<Opening>): string => drawOpening({ ...opening, ...more }, () => "Some Body");
  const dispatched = { ...post, status: "dispatched" as const };
  const delivery = { account: "bluesky", rehearsed: false, published: [], reason: null };

  test("before its time it is due, after its time its turn is now", () => {
    expect(draw({})).toMatch(/Some Body, due at 12:00, Europe\/Vilnius\n/);
    expect(draw({ now: at.add({ minutes: 5 }) })).toMatch(/was due at 12:00, Europe\/Vilnius; its turn is now/);
  });

  test("a post that was handed out is not called sent where it was not", () => {
    const reason = "mastodon.example does not accept the access token.";
    const said = draw({ today: dispatched, deliveries: [{ ...delivery, state: "failed", reason }] });
    expect(said).toContain(`bluesky: not sent, and not tried again (${reason})`);
    expect(said).not.toMatch(/made already|bluesky: sent/);
  });

  test("what was rehearsed, sent or left in doubt is said to be that", () => {
    const published = [{ ref: "1", url: "https://bsky.app/1" }];
    expect(draw({ today: dispatched, deliveries: [{ ...delivery, state: "sent", published }] })).toContain(
      "bluesky: sent https://bsky.app/1\n",
    );
    expect(draw({ today: dispatched, deliveries: [{ ...delivery, state: "sent", rehearsed: true }] })).toContain(
      "bluesky: rehearsed, not sent",
    );
    expect(draw({ today: dispatched, deliveries: [{ ...delivery, state: "unknown" }] })).toContain("bluesky: perhaps sent");
  });

  test("a day without a post says where to look", () => {
    expect(draw({ today: null })).toMatch(/Nothing is left to post today: .*plan/);
  });
});
