import { describe, expect, it } from "vitest";
import { PublishError } from "../../src/delivery/publish-error.ts";
import { parseBlueskyHandle, parseBlueskyService } from "../../src/networks/bluesky/settings.ts";

describe("the address of a Bluesky server", () => {
  it.each([
    ["https://bsky.social", "https://bsky.social"],
    ["bsky.social", "https://bsky.social"],
    [" https://PDS.Example.org:8443/xrpc/?a=b#c ", "https://pds.example.org:8443"],
    ["https://name:secret@pds.example.org/", "https://pds.example.org"],
    ["http://localhost:2583", "http://localhost:2583"],
    ["http://127.0.0.1:2583/", "http://127.0.0.1:2583"],
  ])("%s is read as %s", (given, origin) => {
    expect(parseBlueskyService(given, "BLUESKY")).toBe(origin);
  });

  it.each([
    "http://pds.example.org",
    "http://127.0.0.1.example.org",
    "ftp://bsky.social",
    "file:///etc/passwd",
    "",
    "https://",
    "not an address",
    "nope",
    "javascript:alert(1)",
  ])("%j is refused with the variable to mend", (given) => {
    expect(() => parseBlueskyService(given, "BLUESKY_DE")).toThrow(PublishError);
    expect(() => parseBlueskyService(given, "BLUESKY_DE")).toThrow(/^BLUESKY_DE_SERVICE must be/);
  });
});

describe("a Bluesky handle", () => {
  it.each([
    ["everyday.bsky.social", "everyday.bsky.social"],
    ["@EveryDay.Bsky.Social", "everyday.bsky.social"],
    ["\u202aeveryday.bsky.social\u202c\n", "everyday.bsky.social"],
    ["did:plc:z72i7hdynmk6r22z27h6tvur", "did:plc:z72i7hdynmk6r22z27h6tvur"],
    ["did:web:example.org", "did:web:example.org"],
  ])("%j is read as %s", (given, handle) => {
    expect(parseBlueskyHandle(given, "BLUESKY")).toBe(handle);
  });

  it.each([
    "",
    "@",
    "everyday",
    "every day.bsky.social",
    "name@example.org",
    "https://bsky.app/profile/everyday.bsky.social",
    "-a.bsky.social",
  ])("%j is refused with the variable to mend", (given) => {
    expect(() => parseBlueskyHandle(given, "BLUESKY")).toThrow(/^BLUESKY_HANDLE must be/);
  });
});
