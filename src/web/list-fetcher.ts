import { decodePage } from "./decode-page.ts";
import { findExportLink } from "./export-link.ts";
import { FetchRefused } from "./fetch-refused.ts";
import { createPoliteFetch, type PoliteFetchSettings } from "./polite-fetch.ts";
import type { Fetched, Validators } from "./safe-fetch.ts";

/** The version of a list that was fetched last. */
export interface KnownList {
  /** Of the list itself, which may be behind a link on the page that was named. */
  readonly url: string;
  readonly validators: Validators;
}

export type FetchedList =
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "fetched";
      readonly data: Uint8Array;
      readonly url: string;
      /** To ask with the next time; null where the host tells no versions apart. */
      readonly known: KnownList | null;
    };

export interface ListFetcherOptions extends Omit<PoliteFetchSettings, "timeLimitMs"> {
  /** For each request; a minute unless set. */
  readonly timeLimitMs?: number;
}

/**
 * Fetches somebody else's list from its address, or from the one link to a CSV on the page at that address. Throws `FetchRefused` with one line that says why not.
 * @param contact the campaign's page, for whoever runs the host and wonders who asks
 */
export type FetchList = (address: string, contact: string, known?: KnownList | null) => Promise<FetchedList>;

const maxBytes = 64 * 1024 * 1024;

const listTypes = [
  "text/csv",
  "application/csv",
  "text/plain",
  "application/json",
  "application/jsonl",
  "application/x-ndjson",
  "application/octet-stream",
  "application/vnd.ms-excel",
  "text/html",
  "application/xhtml+xml",
];

/** What a page begins with; some hosts call every answer a page, and some a page a text. */
const isPage = ({ data }: Fetched): boolean => /^(?:\xEF\xBB\xBF)?\s*</.test(Buffer.from(data.subarray(0, 2000)).toString("latin1"));

const asList = (address: string, { data, url, validators }: Fetched): FetchedList => ({
  kind: "fetched",
  data,
  url,
  known: validators === undefined ? null : { url: address, validators },
});

export const createListFetcher = ({ timeLimitMs = 60_000, ...settings }: ListFetcherOptions): FetchList => {
  const politeFetch = createPoliteFetch({ ...settings, timeLimitMs });

  return async (address, contact, known = null) => {
    const ask = (url: string): Promise<Fetched> =>
      politeFetch(url, contact, { accept: listTypes, maxBytes, ...(known?.url === url && { known: known.validators }) });

    const answer = await ask(address);
    if (answer.isUnchanged === true) return { kind: "unchanged" };
    if (!isPage(answer)) return asList(address, answer);
    const { hostname } = new URL(answer.url);
    const link = findExportLink(decodePage(answer.data, answer.charset), answer.url);
    if ("found" in link)
      throw new FetchRefused(
        "unusable",
        link.found === 0
          ? `the page on ${hostname} has no link to a CSV: give the address of the list itself`
          : `the page on ${hostname} has ${link.found} links to a CSV, and none says more than the others: give the address of the right one`,
      );
    const list = await ask(link.url);
    if (list.isUnchanged === true) return { kind: "unchanged" };
    if (isPage(list))
      throw new FetchRefused("unusable", `the link to the CSV on ${hostname} leads to a page, maybe one that asks to log in`);
    return asList(link.url, list);
  };
};
