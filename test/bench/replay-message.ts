const begunUs = 1_795_000_000_000_000;
const words =
  "We write a letter to those who are held for a word and wait with their families every day Жыве Беларусь свабода палітвязням".split(" ");

/** Nine letters that names and record keys may have: `a` for 0. */
const digits = (number: number): string =>
  String(number)
    .padStart(9, "0")
    .replaceAll(/\d/g, (digit) => "abcdefghij".charAt(Number(digit)));

const textOf = (number: number): string => {
  let text = "";
  for (let each = 0; each < 8 + (number % 23); each += 1) text += `${words[(number * 7 + each * 5) % words.length]} `;
  return text;
};

const facetOf = (tag: string) => ({
  index: { byteStart: 0, byteEnd: tag.length + 1 },
  features: [{ $type: "app.bsky.richtext.facet#tag", tag }],
});

/** What hashtags the post of this number has: one in a hundred a tracked one, one in ten others, some of them nearly the same. */
const tagsOf = (number: number): string[] => {
  if (number % 100 === 3) return ["FreeBelarusWomen", "art"];
  if (number % 100 === 57) return ["FreeBelarusWomenNow"];
  return number % 10 === 1 ? ["art", "photography"] : [];
};

export const replayTimeUs = (number: number): number => begunUs + number * 1000;

/** The event of this number, as Jetstream writes it: of a hundred, eleven delete an earlier post and one changes one. */
export const replayMessage = (number: number): string => {
  const isDeletion = number % 9 === 8;
  const isChange = number % 100 === 50;
  const of = isDeletion || isChange ? Math.max(0, number - 47 - 3 * (number % 7)) : number;
  const operation = isDeletion ? "delete" : isChange ? "update" : "create";
  const head = `{"did":"did:plc:${digits(of)}abcdefghijklmno","time_us":${replayTimeUs(number)},"kind":"commit","commit":{"rev":"3mk7${digits(number)}","operation":"${operation}","collection":"app.bsky.feed.post","rkey":"3mk7${digits(of)}"`;
  if (isDeletion) return `${head}}}`;
  const facets = tagsOf(number).map(facetOf);
  const record = {
    $type: "app.bsky.feed.post",
    createdAt: "2026-11-21T08:00:00.000Z",
    embed: {
      $type: "app.bsky.embed.external",
      external: { description: textOf(number + 3), title: textOf(number + 1), uri: `https://example.org/${number}` },
    },
    ...(facets.length > 0 ? { facets } : {}),
    langs: ["en"],
    text: textOf(number),
  };
  return `${head},"record":${JSON.stringify(record)},"cid":"bafyreidwaivazkwu67xztlmuobx35hs2lnfh3kolmgfmucldvhd3sgzcqi"}}`;
};
