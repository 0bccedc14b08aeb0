import { certainlyBefore, type PartialDate } from "./partial-date.ts";
import type { Prisoner } from "./prisoner.ts";

type Source = Prisoner["sources"][string];

/**
 * Who may stand behind the news of a release: the safety rules ask for one of these two. Viasna keeps the list of political prisoners, BAJ
 * that of media workers. They are known by the host of the page, subdomains included, since a title is only what somebody typed.
 */
const witnessHosts = { viasna: ["spring96.org"], baj: ["baj.media", "baj.by"] } as const;
type Witness = keyof typeof witnessHosts;

/** Mirrors, channels and titles of the two: never taken for the witness, and never for somebody else who says the same. */
const witnessNames: Readonly<Record<Witness, RegExp>> = {
  viasna: /spring ?96|v[iy]asna|вясн|весн/iu,
  baj: /(?<!\p{L})(baj|баж)(?!\p{L})|belarusian association of journalists|асацыяцыя журналіст|ассоциация журналист/iu,
};
const witnesses = Object.keys(witnessHosts) as Witness[];

const hostOf = (url: string): string => new URL(url).hostname.replace(/\.$/, "");

const witnessAt = (url: string): Witness | null => {
  const host = hostOf(url);
  return witnesses.find((witness) => witnessHosts[witness].some((known) => host === known || host.endsWith(`.${known}`))) ?? null;
};

/** The part of a host that one owner has, `wikipedia.org` of `be.wikipedia.org`; where that is not clear, rather too many hosts are one site's. */
const siteOf = (url: string): string => {
  const labels = hostOf(url).split(".");
  const underCountry = /^(co|com|org|net|gov|edu|ac)$/.test(labels.at(-2) ?? "") && labels.at(-1)?.length === 2;
  return labels.slice(underCountry ? -3 : -2).join(".");
};

const folded = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** `BAJ: Ihar Karnei released`: who says it, then what. */
const clearPublisher = (title: string): string | null => {
  const name = folded(/^([^:]{2,60}):\s/u.exec(title)?.[1] ?? "");
  return name === "" ? null : name;
};

/** `Pozirk on Andrei Aliaksandrau`, too: good enough to see that two are one, not to stand without an address. */
const likelyPublisher = (title: string): string | null => clearPublisher(title) ?? clearPublisher(title.replace(" on ", ": "));

/** By what a publisher is known. Two sources that share any of it are not independent. */
const marksOf = ({ title, url }: Source): string[] => {
  const publisher = likelyPublisher(title);
  const address = url === undefined ? "" : `${hostOf(url)} ${new URL(url).pathname.split("/")[1] ?? ""}`;
  const known = url === undefined ? null : witnessAt(url);
  const alike = witnesses.filter((witness) => witnessNames[witness].test(publisher ?? title) || witnessNames[witness].test(address));
  return [
    ...(url === undefined ? [] : [`site ${siteOf(url)}`]),
    ...(publisher === null ? [] : [`publisher ${publisher}`]),
    ...new Set(known === null ? alike : [known, ...alike]),
  ];
};

export interface ReleaseEvidence {
  /** How many publishers that have nothing in common say it. */
  readonly independent: number;
  /** By the page's host. */
  readonly witnesses: ReadonlySet<Witness>;
  /** The witness's page, Viasna's first; null where there is none. */
  readonly page: string | null;
}

/**
 * What the sources of a status amount to as news of a release on that day. A source that was published before the day, that the file does not
 * have, or that has neither address nor publisher (a title such as `Zerkalo: report on the release`) counts for nothing.
 */
export const releaseEvidence = ({ status, sources }: Prisoner, since: PartialDate): ReleaseEvidence => {
  const counted = status.sources
    .flatMap((key) => (Object.hasOwn(sources, key) ? (sources[key] ?? []) : []))
    .filter(({ published }) => published === undefined || !certainlyBefore(published, since))
    .filter(({ url, title }) => (url === undefined ? clearPublisher(title) !== null : URL.canParse(url)));

  let publishers: string[][] = [];
  for (const source of counted) {
    const marks = marksOf(source);
    const same = publishers.filter((publisher) => publisher.some((mark) => marks.includes(mark)));
    publishers = [...publishers.filter((publisher) => !same.includes(publisher)), [...marks, ...same.flat()]];
  }

  const pages = new Map<Witness, string>();
  for (const { url } of counted) {
    const witness = url === undefined ? null : witnessAt(url);
    if (url !== undefined && witness !== null && !pages.has(witness)) pages.set(witness, url);
  }
  return { independent: publishers.length, witnesses: new Set(pages.keys()), page: pages.get("viasna") ?? pages.get("baj") ?? null };
};
