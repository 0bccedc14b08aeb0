import { describe, expect, it } from "vitest";
import type { NoticeChoice } from "../../src/delivery/notice-store.ts";
import { createChoosing } from "../../src/telegram/admin/choose.ts";
import { createMemoryNotices } from "../servers/memory-notices.ts";

const approve: NoticeChoice = { kind: "approve", postId: "2026-12-03/profile/maria-kalesnikava" };

describe("choosing", () => {
  it("decides once for a notice, also where both choose before the first is decided, and lets another notice go on meanwhile", async () => {
    const notices = createMemoryNotices();
    for (const key of ["a", "b"])
      await notices.add({ key, text: key, choices: [approve], at: Temporal.Instant.from("2026-12-01T12:00:00Z") });
    const slow = Promise.withResolvers<string>();
    const asked: string[] = [];
    const decide = (_choice: NoticeChoice, who: string): Promise<string> => {
      asked.push(who);
      return who === "Ania" ? slow.promise : Promise.resolve("Approved.");
    };
    const writer = {
      tell: async () => 1,
      reply: async () => {},
      write: async () => 1,
      picture: async () => 1,
      rewrite: async () => {},
      redraw: async () => {},
    };
    const { choose } = createChoosing(notices, decide, writer);
    const said: string[] = [];
    const by = (who: string) => ({
      who,
      message: 1,
      say: async (sentence: string) => {
        said.push(`${who}: ${sentence}`);
      },
    });
    const first = choose(1, approve, by("Ania"));
    const second = choose(1, approve, by("Yan"));
    await choose(2, approve, by("Vera"));
    expect(said).toEqual(["Vera: Approved."]);
    slow.resolve("Approved by its reader.");
    await Promise.all([first, second]);
    expect(asked).toEqual(["Ania", "Vera"]);
    expect(said.slice(1)).toEqual(["Ania: Approved by its reader.", "Yan: Decided by Ania. Approved by its reader."]);
  });
});
