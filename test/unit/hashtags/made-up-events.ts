import * as fc from "fast-check";

export const trackedTags = ["freebelaruswomen", "strasse", "свабода"];

/** Spellings of the tracked hashtags, and near misses. */
const tag = fc.constantFrom(
  "FreeBelarusWomen",
  "FREEBELARUSWOMEN",
  "ＦｒｅｅＢｅｌａｒｕｓＷｏｍｅｎ",
  "FreeBelaru\u017fWomen",
  "FreeBelarusWomen2",
  "FreeBelarus",
  "#FreeBelarusWomen",
  "FreeBelarus\\Women",
  'Free"BelarusWomen',
  " FreeBelarusWomen",
  "Straße",
  "STRAẞE",
  "strase",
  "СвабОда",
  "Свабода1",
  "",
  "\n",
);

const feature = fc.oneof(
  tag.map((value) => ({ $type: "app.bsky.richtext.facet#tag", tag: value })),
  tag.map((value) => ({ tag: value, $type: "app.bsky.richtext.facet#tag" })),
  tag.map((value) => ({ $type: "app.bsky.richtext.facet#link", uri: `https://example.org/#${value}`, tag: value })),
  fc.constant({ $type: "app.bsky.richtext.facet#tag", tag: 7 }),
  fc.constantFrom(null, 3, "tag", []),
);
const oddly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) });

const record = fc.record(
  {
    $type: fc.constant("app.bsky.feed.post"),
    text: fc.oneof(
      fc.string({ maxLength: 20 }),
      tag.map((value) => `#${value} "tag":"${value}" {"operation":"delete"}`),
    ),
    facets: oddly(
      fc.array(fc.record({ index: fc.constant({ byteStart: 0, byteEnd: 3 }), features: oddly(fc.array(feature, { maxLength: 3 })) }), {
        maxLength: 3,
      }),
    ),
    tags: oddly(fc.array(fc.oneof(tag, fc.constant(3)), { maxLength: 3 })),
    operation: fc.constantFrom("create", "delete"),
    tag,
  },
  { requiredKeys: [] },
);

const timeUs = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1_700_000_000_000_000, max: 1_700_000_900_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1.5, "1700000000000000", null, 2 ** 60) },
);

const commit = fc.record(
  {
    rev: fc.constantFrom("3l3qo2vutsw2b", "3l3qo2vuowo2b"),
    operation: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom("create", "update", "delete") },
      { weight: 1, arbitrary: fc.constantFrom("constructor", "", 3) },
    ),
    collection: fc.constantFrom(
      "app.bsky.feed.post",
      "app.bsky.feed.post",
      "app.bsky.feed.post",
      "app.bsky.feed.like",
      "app.bsky.feed.postgate",
    ),
    rkey: fc.constantFrom("3l3qo2vuowo2b", "3l3qo2vuowo2c", "3l3qo2vuowo2\\", "3l3qo2vuow\\o", 'x"y', "ключ"),
    record,
    cid: fc.constant("bafyreidwaivazkwu67xztlmuobx35hs2lnfh3kolmgfmucldvhd3sgzcqi"),
  },
  { requiredKeys: ["rev", "operation"] },
);

const event = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      did: fc.constantFrom(
        "did:plc:eygmaihciaxprqvxpfvl6flk",
        "did:plc:eygmaihciaxprqvxpfvl6flk",
        'did:plc:eygmaihciaxprqvxpfvl6f"',
        "did:web:é.example",
        3,
      ),
      time_us: timeUs,
      kind: fc.constant("commit"),
      commit,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ did: fc.constant("did:plc:a"), time_us: timeUs, cursor: fc.nat(), kind: fc.constant("commit"), commit }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      did: fc.constant("did:plc:a"),
      time_us: timeUs,
      kind: fc.constantFrom("account", "identity", "sync"),
      account: fc.constant({ active: false, status: "deleted" }),
    }),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);

const escaped = (text: string): string =>
  text.replaceAll(/[#aeF/-]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
const shuffled = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, each]) => [key, shuffled(each)]),
      )
    : value;

/** A message as a stream may bring it: as Jetstream writes it, written otherwise, cut off, or none at all. */
export const message = fc
  .tuple(event, fc.constantFrom("plain", "plain", "plain", "plain", "escaped", "spaced", "loose", "shuffled", "cut", "garbage"), fc.nat())
  .map(([value, writing, number]): string => {
    const text = JSON.stringify(value) ?? "null";
    switch (writing) {
      case "escaped":
        return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (string) => escaped(string));
      case "spaced":
        return JSON.stringify(value, undefined, 2) ?? "null";
      case "loose":
        return text.replace(/(?<="record":)\{.*\}(?=,"cid")/, (kept) =>
          JSON.stringify(JSON.parse(kept), undefined, 2).replaceAll('":', '" :'),
        );
      case "shuffled":
        return JSON.stringify(shuffled(value)) ?? "null";
      case "cut":
        return text.slice(0, number % (text.length + 1));
      case "garbage":
        return text.slice(0, number % (text.length + 1)) + "{" + text.slice(number % (text.length + 1));
      case "plain":
        return text;
    }
  });
