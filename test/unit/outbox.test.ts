import { describe, expect, it } from "vitest";
import { blueskyLimits } from "../../src/compose/limits.ts";
import type { Outgoing } from "../../src/delivery/publisher.ts";
import { createOutbox } from "../../src/networks/outbox.ts";

const outgoing: Outgoing = {
  deliveryId: "2026-12-01/profile/maria-kalesnikava@bluesky",
  at: Temporal.Instant.from("2026-12-01T06:00:00Z"),
  index: 2,
  part: { text: "Text", length: 4, limit: 300, media: [], card: null },
  language: "en",
  thread: null,
};

const outbox = (missing?: readonly string[]) => createOutbox({ account: "bluesky-en", network: "bluesky", limits: blueskyLimits, missing });

describe("an outbox", () => {
  it("stands in for its account, and is not live", async () => {
    expect(outbox()).toMatchObject({ account: "bluesky-en", network: "bluesky", live: false });
    expect(await outbox().limits()).toBe(blueskyLimits);
  });

  it("names each part after its delivery, the same each time, and shows it nowhere", async () => {
    const published = { ref: "outbox:2026-12-01/profile/maria-kalesnikava@bluesky#2", url: null };
    expect(await outbox().publish(outgoing)).toEqual(published);
    expect(await outbox().publish(outgoing)).toEqual(published);
  });

  it("may be handed a part again after a crash", async () => {
    expect(await outbox().recover(outgoing)).toBe("send-again");
  });

  it("says that it rehearses and what would make it live", async () => {
    const { ok, message } = await outbox(["BLUESKY_HANDLE", "BLUESKY_APP_PASSWORD"]).check();
    expect(ok).toBe(true);
    expect(message).toBe("Rehearses: nothing is sent until BLUESKY_HANDLE and BLUESKY_APP_PASSWORD are set.");
    expect((await outbox().check()).message).toBe("Rehearses: nothing is sent.");
  });
});
