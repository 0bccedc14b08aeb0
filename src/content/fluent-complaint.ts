import type { Annotation, Junk } from "@fluent/syntax";
import type { Complaint } from "./yaml-complaint.ts";

const words: Readonly<Record<string, string>> = {
  E0002: "does not begin a message: write key = text, and begin the further lines of a text with spaces",
  E0003: "is not a whole message",
  E0004: "has a character that cannot stand here: keys have letters, digits, - and _",
  E0005: "has no text: write key = text",
  E0006: "has no text: write -term = text",
  E0008: "calls a function whose name is not in capitals: write NUMBER or DATETIME",
  E0010: "has variants, none of which is marked with * as the default: begin one of them with *, such as *[other]",
  E0011: "has no variants after ->: give at least one, such as *[other] text",
  E0013: "has a variant whose text is missing",
  E0015: "has two variants marked with *: only one can be the default",
  E0020: 'opens a quote (") that is not closed',
  E0025: "has an unknown \\ escape in quotes",
  E0027: 'has a } without its {: write { "}" } for the sign itself',
  E0028: "has nothing between { and }: write { $value }, or remove the brackets",
};

/** Says in plain words what the parser found wrong with an entry. */
export const fluentComplaint = (junk: Junk, annotation: Annotation | undefined): Complaint => {
  const start = junk.span?.start ?? 0;
  const end = start + junk.content.trimEnd().length;
  const tab = junk.content.search(/^[ ]*\t/m);
  if (tab !== -1) return { offset: start + tab, message: "is indented with a tab: use spaces" };
  const offset = Math.max(start, Math.min(annotation?.span?.start ?? start, end - 1));
  const found = junk.content.slice(offset - start).match(/^[\p{L}→⟶⇒]/u)?.[0];
  if (annotation?.code === "E0003" && found !== undefined && /\P{ASCII}/u.test(found)) {
    const remedy = /\p{L}/u.test(found) ? "keys and variants have Latin letters only" : "write ->, a hyphen and >";
    return { offset, message: `has "${found}" here: ${remedy}` };
  }
  const known = words[annotation?.code ?? ""] ?? "is not Fluent: compare it with the same message in another language";
  const [token] = annotation?.arguments ?? [];
  const wanted =
    annotation?.code === "E0003" && typeof token === "string" ? `: ${token} is missing here, or the line should begin with spaces` : "";
  return { offset, message: known + wanted };
};
