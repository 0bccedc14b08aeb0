import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mastodonDefaultLimits } from "../../src/compose/limits.ts";
import { readMastodonAddress } from "../../src/networks/mastodon/address.ts";
import { readMastodonLimits } from "../../src/networks/mastodon/limits.ts";

describe("a Mastodon server's address", () => {
  it.each([
    ["mastodon.example", "https://mastodon.example"],
    [" https://mastodon.example/ ", "https://mastodon.example"],
    ["https://mastodon.example/@campaign?x#y", "https://mastodon.example"],
    ["HTTPS://Mastodon.Example:8443/api", "https://mastodon.example:8443"],
    ["https://name:password@mastodon.example", "https://mastodon.example"],
    ["http://127.0.0.1:3000/", "http://127.0.0.1:3000"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://[::1]:3000", "http://[::1]:3000"],
  ])("%s means %s", (given, origin) => {
    expect(readMastodonAddress(given)).toEqual({ origin, fault: null });
  });

  it.each([
    "",
    "   ",
    "x",
    "http://mastodon.example",
    "http://localhost.example",
    "ftp://mastodon.example",
    "https://",
    "https://a b",
    "javascript://x",
  ])("%j is refused with a sentence", (given) => {
    expect(readMastodonAddress(given)).toEqual({ origin: null, fault: expect.stringMatching(/https:\/\/.*\.$/) });
  });
});

describe("limits out of an instance's answer", () => {
  const answer = (maxCharacters: unknown, charactersReservedPerUrl: unknown = 23) => ({
    configuration: { statuses: { maxCharacters, charactersReservedPerUrl } },
  });

  it("are the defaults for whatever makes no sense", () => {
    for (const nonsense of [0, -500, 1.5, "500", null, Number.NaN, Number.POSITIVE_INFINITY, 1e12, [], {}]) {
      expect(readMastodonLimits(answer(nonsense)).characters).toBe(500);
      expect(readMastodonLimits(answer(500, nonsense)).charactersPerLink).toBe(23);
    }
  });

  it("know what older servers and relatives call them", () => {
    expect(readMastodonLimits({ maxTootChars: 5000, uploadLimit: 16_000_000, descriptionLimit: 5000 })).toMatchObject({
      characters: 5000,
      image: { bytes: 16_000_000, alt: 5000 },
    });
  });

  it("never throw and always leave room to write, whatever the answer is", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (one, two, media) => {
        for (const instance of [one, answer(one, two), { configuration: { mediaAttachments: media, statuses: one } }]) {
          const limits = readMastodonLimits(instance);
          expect(limits.characters).toBeGreaterThan(limits.charactersPerLink);
          expect(limits.image.mediaTypes.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("keep only the types of picture that we make", () => {
    const types = (supportedMimeTypes: unknown) =>
      readMastodonLimits({ configuration: { mediaAttachments: { supportedMimeTypes } } }).image.mediaTypes;
    expect(types(["image/gif", "image/png", "video/mp4"])).toEqual(["image/png"]);
    expect(types(["video/mp4"])).toEqual(mastodonDefaultLimits.image.mediaTypes);
  });
});
