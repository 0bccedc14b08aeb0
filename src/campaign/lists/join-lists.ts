import { ownSubject } from "../own/own-words.ts";
import { jointSubject } from "../planned-post.ts";
import type { Prisoner, PrisonerFile } from "../prisoner.ts";
import { contradictPeople, type Namesake } from "./contradict-people.ts";
import { joinFiles, type FileRemark } from "./join-files.ts";
import { joinPerson } from "./join-person.ts";
import { linkFiles, type LinkedList } from "./link-files.ts";
import { isWithheld, type ListEntry } from "./list-entry.ts";
import type { ListedAs } from "./listed-person.ts";
import { asOfList, type PersonList } from "./person-list.ts";
import { createNameIndex, namesOf, type NameIndex } from "./same-name.ts";

/** Something of a list's entry. */
export interface EntryNote {
  readonly source: string;
  readonly id: string;
  readonly message: string;
}

export interface JoinedLists {
  /** By slug, in the order of the slugs. */
  readonly prisoners: ReadonlyMap<string, Prisoner>;
  /** What campaigners should look at, though nothing is wrong with the files. */
  readonly notes: readonly (FileRemark | EntryNote)[];
  /** Files that leave out what no list says. */
  readonly faults: readonly FileRemark[];
}

/** The list that was there first keeps its people, whatever comes later. */
const ageOf = ({ imports, header }: PersonList): string => `${imports[0]?.at ?? "9999"} ${header.list}`;

const reserved: readonly string[] = [ownSubject, jointSubject];

/** The slug of a list's person; where somebody else has it, with the source's id behind it. */
const freeSlug = ({ slug, id }: ListEntry, source: string, isTaken: (slug: string) => boolean): string | undefined => {
  if (!isTaken(slug)) return slug;
  const plain = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const head = slug.slice(0, 40).replace(/-+$/, "");
  const longer = [`${head}-${plain}`, `${head}-${source}-${plain}`].map((text) => text.slice(0, 80).replace(/-+$/, ""));
  return longer.find((candidate) => !isTaken(candidate));
};

/** Who is there already and may be somebody of another list, too. */
type There =
  | { readonly kind: "file"; readonly slug: string }
  | { readonly kind: "entry"; readonly slug: string; readonly source: string; readonly id: string };

/** Who may be an entry, of those who are there and are not known to be somebody else. */
const mayBe = (entry: ListEntry, { list, links }: LinkedList, names: NameIndex<There>, owner: There | null): There[] =>
  [...(owner === null ? [] : [owner]), ...names.find({ name: namesOf(entry), spellings: [] })].filter((there, index, all) => {
    if (all.findIndex(({ slug }) => slug === there.slug) < index) return false;
    if (there.kind === "entry") return there.source !== list.header.list;
    const link = links.get(there.slug)?.kind;
    return link !== "entry" && link !== "none";
  });

/** Why an entry is left out. */
const sayLeftOut = (entry: ListEntry, source: string, other: There): string => {
  const left = `${namesOf(entry).latin} (${entry.id}) may be`;
  const listed = `${source}: ${JSON.stringify(entry.id)}`;
  return other.kind === "file"
    ? `${left} the person of prisoners/${other.slug}.yaml, and is left out until that file says who it is: listed: { ${listed} }, or listed: { ${source}: none }`
    : `${left} ${other.slug} of lists/${other.source}.jsonl (${other.id}), and is left out until prisoners/${other.slug}.yaml says who it is: listed: { ${other.source}: ${JSON.stringify(other.id)}, ${listed} }, or with ${source}: none`;
};

/** Whose page an address is by the lists that were there before, whatever the name there. */
const ownerOfPage = (
  url: string | undefined,
  earlier: readonly LinkedList[],
): { readonly in: LinkedList; readonly entry: ListEntry } | null => {
  if (url === undefined) return null;
  for (const one of earlier) {
    const entry = one.pages.of(url);
    if (entry !== null) return { in: one, entry };
  }
  return null;
};

/** Entries of files that are somebody else's by another file. */
const takenTwice = (linked: readonly LinkedList[]): Namesake[] =>
  linked.flatMap(({ list, links }) => {
    const asOf = asOfList(list);
    return [...links].flatMap(([slug, link]) =>
      link.kind === "taken" && link.entry.doubt !== "hidden" && asOf !== null
        ? [{ slug, entry: link.entry, header: list.header, asOf }]
        : [],
    );
  });

/**
 * The campaign's people, from their own files and from lists. Whoever a list recognises as no political prisoner, or has taken down, is nobody. Somebody
 * who may be a person that is there already is left out until a campaigner says who is who. Total, and the same in whatever order files and lists come.
 */
export const joinLists = (unsorted: readonly PrisonerFile[], lists: readonly PersonList[]): JoinedLists => {
  const files = unsorted.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  const linked = lists.toSorted((a, b) => (ageOf(a) < ageOf(b) ? -1 : 1)).map((list) => linkFiles(files, list));
  const { prisoners, notes: fileNotes, faults } = joinFiles(files, linked);
  const notes: (FileRemark | EntryNote)[] = [...fileNotes];

  // A file that is nobody has its name all the same: whoever was stored under it is not to become somebody else.
  const slugs = new Set([...reserved, ...files.map(({ slug }) => slug)]);
  const names = createNameIndex<There>();
  if (linked.length > 0) for (const file of files) names.add(file, { kind: "file", slug: file.slug });
  /** By the entries of those who are there: what they are called. */
  const holders = new Map<ListEntry, There>();
  if (linked.length > 1)
    for (const { links } of linked)
      for (const [slug, link] of links)
        if (link.kind === "entry") {
          const there: There = { kind: "file", slug };
          holders.set(link.entry, there);
          // What a file leaves to a list is its name, too.
          names.add({ name: namesOf(link.entry), spellings: [] }, there);
        }
  const namesakes = takenTwice(linked);
  const leftOut: { readonly source: string; readonly entry: ListEntry; readonly message: string }[] = [];
  /** Whom later lists may have, though nobody has them by the earlier one. */
  const nobodies: { readonly index: number; readonly listed: ListedAs }[] = [];
  const later = createNameIndex<{ readonly index: number; readonly slug: string }>();
  for (const [index, one] of linked.entries()) {
    const { list, pages, taken } = one;
    const { header } = list;
    const source = header.list;
    const asOf = asOfList(list);
    const isLast = index === linked.length - 1;
    const added: { readonly entry: ListEntry; readonly slug: string }[] = [];
    for (const entry of asOf === null ? [] : list.entries) {
      // A name that its source hides, or that may be somebody's who is withheld, is nobody's to show.
      if (isWithheld(entry) || entry.mayBeWithheld !== undefined || entry.doubt === "hidden") continue;
      if (taken.has(entry) || asOf === null) continue;
      const isNobody = entry.status === "np";
      const leave = (message: string): void => void leftOut.push({ source, entry, message });
      const stands = pages.standsFor(entry);
      if (stands !== entry) {
        if (!taken.has(stands) && !isNobody)
          leave(`${namesOf(entry).latin} (${entry.id}) has the page of ${stands.id}, which stands for both`);
        continue;
      }
      const owner = ownerOfPage(entry.url, linked.slice(0, index));
      const others = mayBe(entry, one, names, owner === null ? null : (holders.get(owner.entry) ?? null));
      const [other] = others;
      const listed = { entry, header, asOf };
      for (const { slug } of others) namesakes.push({ ...listed, slug });
      if (!isLast && (isNobody || other !== undefined)) nobodies.push({ index, listed });
      if (other !== undefined) holders.set(entry, other);
      if (isNobody) continue;
      const slug = other === undefined ? freeSlug(entry, source, (text) => slugs.has(text)) : undefined;
      if (slug === undefined) {
        leave(
          other === undefined
            ? `${namesOf(entry).latin} (${entry.id}) has no name of its own in addresses: ${entry.slug} is taken`
            : sayLeftOut(entry, source, other),
        );
        continue;
      }
      slugs.add(slug);
      const { prisoner } = joinPerson(slug, null, [listed]);
      prisoners.push(prisoner);
      added.push({ entry, slug });
      holders.set(entry, { kind: "entry", slug, source, id: entry.id });
      const ownersAsOf = owner === null ? null : asOfList(owner.in.list);
      // Whom another list recognises as none is nobody there, but somebody.
      if (owner?.entry.status === "np" && ownersAsOf !== null)
        namesakes.push({ slug, entry: owner.entry, header: owner.in.list.header, asOf: ownersAsOf });
      if (index > 0 && prisoner.status.kind !== "unknown") later.add({ name: namesOf(entry), spellings: [] }, { index, slug });
    }
    // People of one list may share a name.
    if (!isLast)
      for (const { entry, slug } of added)
        names.add({ name: namesOf(entry), spellings: [] }, { kind: "entry", slug, source, id: entry.id });
  }
  for (const { index, listed } of nobodies)
    for (const there of later.find({ name: namesOf(listed.entry), spellings: [] }))
      if (there.index > index) namesakes.push({ ...listed, slug: there.slug });

  const counters = new Map(lists.map(({ header }) => [header.list, header.counter]));
  const { prisoners: people, contradictions } = contradictPeople(prisoners, files, namesakes, counters);
  const againstOf = Map.groupBy(contradictions, ({ entry }) => entry);
  for (const { source, entry, message } of leftOut) {
    const against = againstOf.get(entry) ?? [];
    againstOf.delete(entry);
    notes.push({ source, id: entry.id, message: [message, ...against.map((contradiction) => contradiction.message)].join("; ") });
  }
  for (const [entry, against] of againstOf)
    for (const { header, slug, message } of against) {
      const source = header.list;
      const listed = `listed: { ${source}: ${JSON.stringify(entry.id)} }`;
      notes.push({
        source,
        id: entry.id,
        message: `${namesOf(entry).latin} (${entry.id}) may be ${slug}: say so in prisoners/${slug}.yaml, ${listed}, or listed: { ${source}: none }; ${message}`,
      });
    }
  const sorted = people.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  return { prisoners: new Map(sorted.map((prisoner) => [prisoner.slug, prisoner])), notes, faults };
};
