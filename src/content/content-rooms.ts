import { ownSubject } from "../campaign/own/own-words.ts";
import { sourceSchema } from "../campaign/lists/person-list.ts";
import { jointSubject } from "../campaign/planned-post.ts";
import { languageSchema, slugSchema } from "../campaign/prisoner.ts";

export type FileKind = "campaign" | "counts" | "calendar" | "prisoner" | "petition" | "actions" | "list" | "texts";

/** A folder of `content/` whose files are read. */
export interface Room {
  readonly kind: FileKind;
  readonly ending: ".yaml" | ".ftl" | ".jsonl";
  /** Why a name will not do, or null. */
  readonly complaint: (name: string) => string | null;
}

const slugComplaint = (name: string): string | null =>
  slugSchema.safeParse(name).success
    ? null
    : "its name must be small letters, digits and single hyphens, at most 80, such as maria-kalesnikava.yaml";

/** Posts about nobody have a subject, too: a person of that name would be taken for it, and be shown though withheld. */
const personComplaint = (name: string): string | null =>
  name === ownSubject || name === jointSubject
    ? `no person's file can be ${name}.yaml: posts ${name === ownSubject ? "of campaigners" : "about many people"} have that name`
    : slugComplaint(name);

export const rooms: Readonly<Record<string, Room>> = {
  prisoners: { kind: "prisoner", ending: ".yaml", complaint: personComplaint },
  petitions: { kind: "petition", ending: ".yaml", complaint: slugComplaint },
  actions: {
    kind: "actions",
    ending: ".yaml",
    complaint: (name) => (/^((19|20)\d{2}|undated)$/.test(name) ? null : "its name must be a year such as 2023.yaml, or undated.yaml"),
  },
  lists: {
    kind: "list",
    ending: ".jsonl",
    complaint: (name) =>
      sourceSchema.safeParse(name).success ? null : "its name must be small letters, digits and single hyphens, such as viasna.jsonl",
  },
  texts: {
    kind: "texts",
    ending: ".ftl",
    complaint: (name) => (languageSchema.safeParse(name).success ? null : "its name must be a language tag such as en.ftl"),
  },
};

export const rootFiles: Readonly<Record<string, FileKind>> = {
  "campaign.yaml": "campaign",
  "counts.yaml": "counts",
  "calendar.yaml": "calendar",
};
export const schemaFiles: ReadonlySet<string> = new Set([
  "campaign.json",
  "prisoner.json",
  "counts.json",
  "calendar.json",
  "actions.json",
  "petition.json",
]);
const isImageName = (name: string): boolean => /\.(jpe?g|png|webp|gif|avif)$/i.test(name);
/** What lies beside the content and is not read. */
/** What editors, merges and Windows leave behind; the first kind is named, since it may hold what somebody wrote. */
export const isLeftover = (name: string): boolean => /(~|\.(orig|bak|rej|tmp|old))$/i.test(name);
const isOfWindows = (name: string): boolean => /^(thumbs\.db|desktop\.ini)$/i.test(name);
export const isIgnored = (name: string): boolean =>
  isOfWindows(name) || name.startsWith(".") || /^readme(\..*)?$/i.test(name) || /\.md$/i.test(name) || isImageName(name);

/** What to call a file that is nearly right: `.yml`, capitals, spaces. */
export const renamed = (name: string, ending: string): string => {
  const stem = name.replace(/\.(ya?ml|ftl|jsonl?)(\.txt)?$/i, "");
  const clean = stem
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `${clean || "name"}${ending}`;
};
