import { expect, it } from "vitest";
import { createVerifyInChat } from "../../src/decisions/desk/verify-in-chat.ts";
import { unnamed } from "../../src/campaign/own/unnamed.ts";
import { UserError } from "../../src/user-error.ts";

const ofCampaigners = (...names: string[]) => {
  const asked: (readonly string[])[] = [];
  const verify = createVerifyInChat(
    () => ({ campaigners: names.map((name) => ({ name })) }),
    async (args) => {
      asked.push(args);
      return "written";
    },
  );
  return { asked, say: (text: string, who = "Ania") => verify(text.split(" "), who) };
};

it("what a campaigner looked up is what the command line would be told, under the campaigner's name", async () => {
  const { asked, say } = ofCampaigners("Ania");
  expect(await say("maria-kalesnikava Imprisoned 2026-11-20 https://example.org/1")).toBe("written");
  await say("maria-kalesnikava released 2026-11-20 https://example.org/1 since 2026-11-18 deported");
  await say("maria-kalesnikava released 2026-11-20 https://example.org/1 deported Since 2026");
  const common = ["verify", "maria-kalesnikava", "--status"];
  const page = ["--on", "2026-11-20", "--source", "https://example.org/1"];
  expect(asked).toEqual([
    [...common, "imprisoned", ...page, "--as", "Ania"],
    [...common, "released", ...page, "--since", "2026-11-18", "--how", "deported", "--as", "Ania"],
    [...common, "released", ...page, "--how", "deported", "--since", "2026", "--as", "Ania"],
  ]);
});

it("whatever is missing, too much or an option of the command line changes nothing, and shows how it is said", async () => {
  const { asked, say } = ofCampaigners("Ania");
  const whole = "maria-kalesnikava released 2026-11-20 https://example.org/1";
  for (const text of [
    "",
    "maria-kalesnikava",
    "maria-kalesnikava freed 2026-11-20 https://example.org/1",
    `${whole} since`,
    `${whole} --content /etc`,
    `${whole} yesterday`,
  ])
    // oxlint-disable-next-line no-await-in-loop -- one after the other is enough
    await expect(say(text)).rejects.toThrow(/^Say it in this order/);
  expect(asked).toEqual([]);
});

it("whoever is not known by name writes nothing down where the campaign names its campaigners", async () => {
  const named = ofCampaigners("Ania");
  await expect(named.say("a imprisoned 2026-11-20 https://example.org/1", unnamed.adminChat)).rejects.toThrow(UserError);
  expect(named.asked).toEqual([]);
  const unknown = ofCampaigners();
  await unknown.say("a imprisoned 2026-11-20 https://example.org/1", unnamed.adminChat);
  expect(unknown.asked[0]).not.toContain("--as");
});
