import { expect, test } from "vitest";
import { readTrackingSources } from "../../../src/tracking/tracking-sources.ts";

const tracking = { jetstream: ["wss://one.example/subscribe"], mastodon: ["https://mastodon.social"] };
const read = (variables: Readonly<Record<string, string>>) => {
  const { jetstream, mastodon, mastodonByOperator } = readTrackingSources({ tracking }, (name) => variables[name]);
  return { jetstream: jetstream.map(String), mastodon: mastodon.map(String), mastodonByOperator };
};

test("the environment's lists win over the campaign's", () => {
  expect(read({})).toEqual({
    jetstream: ["wss://one.example/subscribe"],
    mastodon: ["https://mastodon.social/"],
    mastodonByOperator: false,
  });
  expect(
    read({ JETSTREAM_URLS: "two.example, https://three.example/xrpc ,ws://127.0.0.1:6008", TRACK_MASTODON_URLS: "http://127.0.0.1:3000" }),
  ).toEqual({
    jetstream: ["wss://two.example/subscribe", "wss://three.example/xrpc", "ws://127.0.0.1:6008/subscribe"],
    mastodon: ["http://127.0.0.1:3000/"],
    mastodonByOperator: true,
  });
});

test("a token belongs to the server that it is written beside", () => {
  const tokens = (list: string) => [
    ...readTrackingSources({ tracking }, (name) => (name === "TRACK_MASTODON_TOKENS" ? list : undefined)).mastodonTokens,
  ];
  expect(tokens("mastodon.social=abc=, 127.0.0.1:3000 = def ,")).toEqual([
    ["mastodon.social", "abc="],
    ["127.0.0.1:3000", "def"],
  ]);
  for (const wrong of ["abcdef", "=abcdef", "mastodon.social=", "mastodon.social=abc def"]) {
    expect(() => tokens(wrong)).toThrow(/^TRACK_MASTODON_TOKENS cannot be read/);
    expect(() => tokens(wrong)).not.toThrow(/abc/);
  }
});

test.each(["ftp://one.example", "wss://name:word@one.example", "wss://", "http://["])(
  "%s is no address, and is not repeated",
  (address) => {
    const complain = (): unknown => read({ JETSTREAM_URLS: address });
    expect(complain).toThrow(/^JETSTREAM_URLS has an address that cannot be used/);
    expect(complain).not.toThrow(/word/);
  },
);
