import { describe, expect, test } from "vitest";
import { createLiveCampaign, id, later, noon, type LiveCampaign } from "./live-campaign.ts";
import { startRollcallHere } from "./rollcall-here.ts";

describe("a message of Telegram's whose answer was lost", () => {
  const loseAnswer = async (campaign: LiveCampaign, takesEffect: boolean): Promise<void> => {
    campaign.telegram.failNext({ failure: { kind: "cut" }, takesEffect });
    expect(await campaign.run("post", id, ...noon)).toMatchObject({ code: 1 });
    expect((await campaign.json("status", ...noon)).open).toMatchObject([
      { id: `${id}@telegram`, reason: expect.stringMatching(/may or may not|lost/) },
    ]);
  };
  /** A worker settles it, or finds that it cannot. */
  const goOn = async (campaign: LiveCampaign, deliveries: object): Promise<void> => {
    await using _worker = await startRollcallHere(["start", ...later], campaign.environment);
    await expect.poll(async () => (await campaign.json("status", ...later)).deliveries).toMatchObject(deliveries);
  };

  test("is found on the channel's public page, and counts as sent", async () => {
    await using campaign = await createLiveCampaign({ hasPublicPage: true });
    await loseAnswer(campaign, true);
    await goOn(campaign, { sent: 3, unknown: 0 });
    expect(campaign.onTelegram()).toHaveLength(1);
  });

  test("is unknown where nothing shows it: somebody gives its link, and it can be taken back by it", async () => {
    await using campaign = await createLiveCampaign();
    await loseAnswer(campaign, true);
    await goOn(campaign, { sent: 2, unknown: 1 });
    const telegramId = `${id}@telegram`;
    expect((await campaign.json("status", ...later)).inDoubt).toMatchObject([{ id: telegramId, state: "unknown" }]);

    for (const [args, complaint] of [
      [[telegramId], /--sent .* --resend/],
      [[telegramId, "--sent", "https://t.me/another/1"], /not the address of a post/],
      [[telegramId, "--sent", "x", "--resend"], /one of the two/],
      [[`${id}@mastodon`, "--resend"], /is sent/],
      [["nothing", "--resend"], /no delivery nothing/],
      [[telegramId, "--resend", "--as", "Nobody"], /Ania, Yan/],
    ] as const) {
      const refused = await campaign.run("settle", ...args, ...later);
      expect(refused).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(/^[^\n]+\n$/) });
      expect(refused.stderr).toMatch(complaint);
    }
    const url = `https://t.me/${campaign.channel}/${campaign.onTelegram()[0]!.id}`;
    expect(await campaign.json("settle", telegramId, "--sent", url, "--as", "Ania", ...later)).toMatchObject({
      state: "sent",
      urls: [url],
    });
    expect(campaign.onTelegram()).toHaveLength(1);
    expect(await campaign.run("withdraw", id, ...later)).toMatchObject({ code: 0 });
    expect(campaign.onTelegram()).toEqual([]);
  });

  test("that is to be taken back is never sent again, and goes when somebody gives its link", async () => {
    await using campaign = await createLiveCampaign();
    await loseAnswer(campaign, true);
    expect(await campaign.run("withdraw", id, "--now", "2026-12-01T10:10:00Z")).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("NOT taken back"),
    });
    expect(await campaign.counts()).toEqual([0, 0, 1]);
    expect(await campaign.run("settle", `${id}@telegram`, "--resend", ...later)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("withdrawn"),
    });
    const url = `https://t.me/${campaign.channel}/${campaign.onTelegram()[0]!.id}`;
    expect(await campaign.run("settle", `${id}@telegram`, "--sent", url, "--as", "Ania", ...later)).toMatchObject({ code: 0 });
    expect(await campaign.counts()).toEqual([0, 0, 0]);
    expect((await campaign.run("log", id)).stdout).toMatch(/settled .*@telegram by Ania: it is there/);
  });

  test("is sent again when somebody is sure that it is not there", async () => {
    await using campaign = await createLiveCampaign();
    await loseAnswer(campaign, false);
    await goOn(campaign, { sent: 2, unknown: 1 });
    expect(campaign.onTelegram()).toEqual([]);
    expect(await campaign.json("settle", `${id}@telegram`, "--resend", ...later)).toMatchObject({ state: "sent" });
    expect(campaign.onTelegram()).toHaveLength(1);
  });
});
