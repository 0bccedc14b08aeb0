import { expect, test } from "vitest";
import { isOnThisMachine } from "../../src/networks/is-on-this-machine.ts";

test.each([
  ["bluesky", "SERVICE", "http://localhost:2583", true],
  ["bluesky", "SERVICE", "https://bsky.social", false],
  ["bluesky", "HANDLE", "127.0.0.1", false],
  ["mastodon", "URL", "http://127.0.0.1:3000", true],
  ["mastodon", "URL", "http://[::1]:3000/", true],
  ["mastodon", "URL", "https://127.0.0.1.example.org", false],
  ["mastodon", "URL", "mastodon.example", false],
  ["telegram", "API_ROOT", "http://bot.localhost/", true],
  ["bluesky", "SERVICE", "https://pds.test", true],
  ["bluesky", "SERVICE", "https://pds.test.example.org", false],
  ["telegram", "TOKEN", "1:x", false],
] as const)("%s with %s=%s", (network, name, value, here) => {
  expect(isOnThisMachine({ network, credentials: new Map([[name, value]]) })).toBe(here);
});
