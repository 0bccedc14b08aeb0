import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSession, sealSession } from "../../src/networks/bluesky/sealed-session.ts";

const key = { password: "abcd-efgh-ijkl-mnop", context: ["https://bsky.social", "everyday.bsky.social"] };

describe("a sealed session", () => {
  it("opens with the password and context that sealed it, whatever the text", async () => {
    const words = fc.string({ unit: "grapheme" });
    await fc.assert(
      fc.asyncProperty(words, words, fc.array(words, { maxLength: 3 }), async (text, password, context) => {
        expect(await openSession(await sealSession(text, { password, context }), { password, context })).toBe(text);
      }),
      { numRuns: 15 },
    );
  });

  it("does not open with another password, service or handle, nor where these are joined otherwise", async () => {
    const sealed = await sealSession("tokens", key);
    const others = [
      { ...key, password: "abcd-efgh-ijkl-mnoq" },
      { ...key, password: "" },
      { ...key, context: ["https://bsky.example", "everyday.bsky.social"] },
      { ...key, context: ["https://bsky.social", "other.bsky.social"] },
      { ...key, context: ["https://bsky.socialeveryday.bsky.social"] },
      { ...key, context: ["https://bsky.social", "everyday.bsky.social", ""] },
    ];
    for (const other of others) expect(await openSession(sealed, other)).toBeNull();
  });

  it("does not open after any of its characters was changed", async () => {
    const sealed = await sealSession("tokens", key);
    const decoded = (text: string) => text.split(".").map((part) => Buffer.from(part, "base64url").toString("hex"));
    const forged = fc
      .sample(fc.nat(sealed.length - 1), 30)
      .map((place) => sealed.slice(0, place) + (sealed[place] === "A" ? "B" : "A") + sealed.slice(place + 1))
      // The last character of a part may carry bits that mean nothing.
      .filter((text) => decoded(text).join(".") !== decoded(sealed).join("."));
    expect(await Promise.all(forged.map((text) => openSession(text, key)))).toEqual(forged.map(() => null));
  });

  it.each(["", "v1", "v1...", "v2.AAAA.AAAA.AAAA", "v1.AAAA.AAAA.AAAA", "{}", "v1.a.b.c.d", "€".repeat(100)])(
    "is none where the text is %j",
    async (text) => {
      expect(await openSession(text, key)).toBeNull();
    },
  );

  it("looks different each time, and shows nothing of its text", async () => {
    const texts = await Promise.all([1, 2, 3].map(() => sealSession("a text that one would know again", key)));
    expect(new Set(texts).size).toBe(3);
    for (const text of texts) expect(Buffer.from(text.split(".")[3] ?? "", "base64url").toString("latin1")).not.toContain("text");
  });
});
