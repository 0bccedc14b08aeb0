import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { servePages, type PageServer } from "../unit/web/page-server.ts";

/** What the source does with whoever wants its file. */
type SourceMood = "well" | "down" | "busy" | "drip" | "bomb" | "elsewhere" | "login";

export interface ListSource extends AsyncDisposable {
  readonly server: PageServer;
  /** The page that links to the file. */
  readonly page: string;
  csv: string;
  /** Null: there is none. */
  robots: string | null;
  /** Of the page, with the export link among others; `{host}` stands for this server. */
  html: string;
  mood: SourceMood;
  /** False: the server names no version of the file. */
  hasVersions: boolean;
  /** Paths and statuses, in order, without robots.txt. */
  readonly log: string[];
  /** What no decent caller does. */
  readonly offences: string[];
}

/** As Viasna's page has it, among links that only look alike. */
const pageWithExport = `<!doctype html><html lang="en"><head><title>List</title>
<script>var old = '<a href="/en/list?format=csv&old=1">(csv)</a>';</script></head><body>
<!-- <a href="/en/list?format=csv&comment=1">(csv)</a> -->
<a href="https://copies.example/en/list?format=csv">(csv)</a> <a href="ftp://{host}/list.csv">(csv)</a>
<a href="/en/about">About the CSV</a> <a name="csv">csv</a> <a href="/en/list?sort=csv-like">csv</a>
<p>Download: <a class="btn" href="?status%5B%5D=0&amp;format=csv#top"><b>(csv)</b></a></body></html>`;

let packed: Buffer | undefined;
/** 80 MB, which are more than a list can be. */
const packedBomb = (): Buffer => (packed ??= gzipSync(Buffer.alloc(80_000_000, 0x61), { level: 1 }));

const versionOf = (csv: string): string => `"${createHash("sha256").update(csv).digest("hex").slice(0, 16)}"`;

const contacts = /^Rollcall\/[\d.]+ \(\+https:\/\/[^)]+\)$/;

/** A source that gives its list as the real one does, and refuses whoever does what no decent caller would. */
export const openListSource = async (csv: string): Promise<ListSource> => {
  const log: string[] = [];
  const offences: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { url = "", method = "", headers } = request;
    if (method !== "GET") offences.push(`${method} ${url}`);
    if (!contacts.test(headers["user-agent"] ?? "")) offences.push(`asked as ${headers["user-agent"] ?? "nobody"}`);
    if (headers.cookie !== undefined || headers.referer !== undefined) offences.push("came with a cookie or a referrer");
    const say = (status: number, head: Record<string, string> = {}, body: string | Buffer = ""): void => {
      log.push(`${url} ${status}`);
      response.writeHead(status, head).end(body);
    };
    if (url === "/robots.txt") {
      response.writeHead(source.robots === null ? 404 : 200, { "content-type": "text/plain" }).end(source.robots ?? "");
      return;
    }
    if (offences.length > 0) return say(403);
    if (source.mood === "down") return say(503);
    const isFile = url === "/en/list?status%5B%5D=0&format=csv" || url === "/files/list.csv";
    if (url === "/en/list")
      return say(200, { "content-type": "text/html; charset=utf-8" }, source.html.replaceAll("{host}", headers.host ?? ""));
    if (url === "/login") return say(200, { "content-type": "text/html" }, "<html><form>Who are you?</form>");
    if (!isFile) return say(404);
    if (source.mood === "busy") return say(429, { "retry-after": "600" });
    if (source.mood === "elsewhere") return say(302, { location: "http://localhost:1/list.csv" });
    if (source.mood === "login") return say(302, { location: "/login" });
    if (source.mood === "bomb") return say(200, { "content-type": "text/csv", "content-encoding": "gzip" }, packedBomb());
    if (source.mood === "drip") {
      response.writeHead(200, { "content-type": "text/csv" });
      const timer = setInterval(() => response.write("a"), 20);
      response.on("close", () => clearInterval(timer));
      return;
    }
    const etag = versionOf(source.csv);
    const lastModified = "Fri, 20 Nov 2026 05:00:00 GMT";
    const asked = headers["if-none-match"];
    // RFC 9110, 13.2.2: a date is not looked at where there is a version.
    const isKnown = asked === undefined ? headers["if-modified-since"] === lastModified : asked === etag;
    if (source.hasVersions && isKnown) return say(304, { etag });
    const versions: Record<string, string> = source.hasVersions ? { etag, "last-modified": lastModified } : {};
    const body = gzipSync(source.csv, { level: 1 });
    say(200, { "content-type": "text/csv; charset=utf-8", "content-encoding": "gzip", ...versions }, body);
  };
  const server = await servePages(answer);
  const source: ListSource = {
    server,
    page: `${server.url}/en/list`,
    csv,
    robots: null,
    html: pageWithExport,
    mood: "well",
    hasVersions: true,
    log,
    offences,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
  return source;
};
