import tlds from "tlds" with { type: "json" };
import type { TextFeature } from "./text-feature.ts";

/**
 * Links as a Mastodon server finds them when it counts: twitter-text's rules with Mastodon's changes, see
 * https://github.com/mastodon/mastodon/blob/main/config/initializers/twitter_regex.rb. Scanned by hand, since those patterns take
 * quadratic time over a long word. Where a rule is doubtful the link ends earlier, so that more of it counts, never less.
 */

const topLevelDomains: ReadonlySet<string> = new Set(tlds);
const otherScripts = tlds.filter((tld) => /\P{ASCII}/u.test(tld));

const scheme = /https?:\/\//gi;
const refusedBefore = /[A-Za-z0-9@＠$#＃\u{feff}\u{fffe}\u{ffff}\u{202a}-\u{202e}]$/u;
const hostRun = /(?:[^\s!-/:-@[-`{-~\p{Cc}\u{180e}\u{feff}\u{fffe}\u{ffff}\u{202a}-\u{202e}]|[._-])+/uy;
const label = /^[^-_](?:.*[^-_])?$/su;
const asciiEnd = /^(?:xn--[0-9a-z]+|[0-9a-z]+)(?![0-9a-z@])/i;
const port = /:[0-9]+/y;
const maxLinkUnits = 4096;
const maxHostUnits = 1024;

/** How many units at the start of the label are a top-level domain that may end there; 0: none. */
const topLevelUnits = (last: string, after: string): number => {
  const followed = last + after;
  if (/^[0-9a-z]/i.test(last)) {
    const ascii = asciiEnd.exec(followed)?.[0].toLowerCase() ?? "";
    return ascii.startsWith("xn--") || topLevelDomains.has(ascii) ? ascii.length : 0;
  }
  const mayEnd = (tld: string): boolean => last.startsWith(tld) && !/[0-9a-z@]/i.test(followed.charAt(tld.length));
  if (topLevelDomains.has(last) && mayEnd(last)) return last.length;
  return Math.min(Infinity, ...otherScripts.filter(mayEnd).map((tld) => tld.length));
};

const stick = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
};

/** The end of the domain that starts at `start`; -1 where there is none. */
const domainEnd = (text: string, start: number): number => {
  const host = stick(hostRun, text, start);
  if (host.length > maxHostUnits) return -1;
  const labels = host.split(".");
  const sound = labels.findIndex((part) => !label.test(part));
  let end = host.length;
  for (let last = labels.length - 1; last > 0; last -= 1) {
    const name = labels[last] ?? "";
    const from = end - name.length;
    end = from - 1;
    if ((sound !== -1 && sound < last) || labels[last - 1]?.includes("_")) continue;
    const units = topLevelUnits(name, text.charAt(start + from + name.length));
    if (units > 0 && units <= name.length) return start + from + units;
  }
  return -1;
};

const parentheses = /\((?:[^\p{White_Space}<>()?]+|[^\p{White_Space}<>()?]*\([^\p{White_Space}<>()?]+\)[^\p{White_Space}<>()?]*)\)/uy;
const pathStop = /[\p{White_Space}<>)?]/u;
const pathNeverLast = /[!*"'「」;:=,.$%[\]~&|@]/;

const pathEnd = (text: string, slash: number): number => {
  let end = slash + 1;
  let at = end;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "(") {
      const group = stick(parentheses, text, at);
      if (group === "") break;
      at += group.length;
      end = at;
      continue;
    }
    if (pathStop.test(character)) break;
    at += 1;
    if (!pathNeverLast.test(character)) end = at;
  }
  return end;
};

const queryPattern =
  /\?[a-z0-9!?*'();:&=+$/%#[\]\-_.,~|@^\u{a0}-\u{d7ff}\u{e000}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{1fffd}\u{20000}-\u{10fffd}]+/iuy;
const queryNeverLast = /[!?*'();:+$%[\].,~|@^]/;

const queryEnd = (text: string, mark: number): number => {
  const query = stick(queryPattern, text, mark);
  let { length } = query;
  while (length > 1 && queryNeverLast.test(query.charAt(length - 1))) length -= 1;
  return length > 1 ? mark + length : mark;
};

/** Whether a domain without a scheme stands before, whose path may swallow what follows: that does not count as a link. */
const swallows = (before: string): boolean => {
  const dot = before.indexOf(".");
  return dot !== -1 && (before.lastIndexOf("/") > dot || before.lastIndexOf("?") > dot);
};

/**
 * What stands before a scheme and could swallow it: back to the last space, or to the last ASCII one where a query is open, since a query
 * takes all others. The window keeps a giant word from being read again for each of its links.
 */
const beforeInWord = (text: string, from: number, to: number): string => {
  const window = text.slice(Math.max(from, to - maxLinkUnits), to);
  const before = window.slice(Math.max(window.lastIndexOf(" "), window.lastIndexOf("\n")) + 1);
  return before.includes("?") ? before : (before.split(/\s/).at(-1) ?? "");
};

export const findMastodonLinks = (text: string): TextFeature[] => {
  const links: TextFeature[] = [];
  if (!text.includes("://")) return links;
  let done = 0;
  for (const { 0: start, index } of text.matchAll(scheme)) {
    if (index < done) continue;
    const before = beforeInWord(text, done, index);
    if (refusedBefore.test(text.slice(Math.max(0, index - 1), index)) || swallows(before)) continue;
    const domain = domainEnd(text, index + start.length);
    if (domain === -1) continue;
    let end = domain + stick(port, text, domain).length;
    if (text.charAt(end) === "/") end = pathEnd(text, end);
    if (text.charAt(end) === "?") end = queryEnd(text, end);
    if (end - index <= maxLinkUnits) links.push({ kind: "link", start: index, end, value: text.slice(index, end) });
    done = end;
  }
  return links;
};
