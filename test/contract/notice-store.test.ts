import { describe, expect, it } from "vitest";
import type { NoticeChoice, NoticeStore } from "../../src/delivery/notice-store.ts";
import { createMemoryNotices } from "../servers/memory-notices.ts";

const at = Temporal.Instant.from("2026-12-01T12:00:00Z");
const approve: NoticeChoice = { kind: "approve", postId: "2026-12-03/profile/maria-kalesnikava" };

describe.each<[string, () => Promise<NoticeStore>]>([["in memory", async () => createMemoryNotices()]])("notices %s", (_home, open) => {
  it("are one for each key, and told in the order in which they were added", async () => {
    const notices = await open();
    expect(await notices.add({ key: "a", text: "First", at })).toBe(true);
    expect(await notices.add({ key: "b", text: "Second", at, choices: [approve] })).toBe(true);
    expect(await notices.add({ key: "a", text: "First, again", at: at.add({ hours: 1 }) })).toBe(false);
    expect(await notices.untold()).toMatchObject([
      { at, text: "First", choices: [], message: null, answeredBy: null, outcome: null },
      { text: "Second", choices: [approve] },
    ]);
  });

  it("are found by the message that told them, and told once", async () => {
    const notices = await open();
    await notices.add({ key: "a", text: "First", at });
    await notices.add({ key: "b", text: "Second", at });
    const [first, second] = await notices.untold();
    await notices.told(first!.id, 57);
    expect(await notices.untold()).toEqual([second]);
    expect(await notices.ofMessage(57)).toEqual({ ...first, message: 57 });
    expect(await notices.ofMessage(58)).toBeNull();
    await notices.told(first!.id, 58);
    expect(await notices.ofMessage(58)).toMatchObject({ id: first!.id });
    expect(await notices.add({ key: "a", text: "First", at })).toBe(false);
  });

  it("keep the first answer", async () => {
    const notices = await open();
    await notices.add({ key: "a", text: "First", at });
    const [notice] = await notices.untold();
    await notices.answered(notice!.id, "Ania", "It is noted as sent.");
    await notices.answered(notice!.id, "Yan", "It is sent again.");
    expect(await notices.find(notice!.id)).toMatchObject({ answeredBy: "Ania", outcome: "It is noted as sent." });
    expect(await notices.find(notice!.id + 100)).toBeNull();
  });
});
