import { isWhole, type Prisoner, type PrisonerFile } from "../prisoner.ts";
import { joinPerson } from "./join-person.ts";
import type { Link, LinkedList } from "./link-files.ts";
import type { ListedAs } from "./listed-person.ts";
import { asOfList } from "./person-list.ts";

type Path = readonly (string | number)[];

/** Something of a person's file: a note, or what makes the file nobody's. */
export interface FileRemark {
  readonly slug: string;
  readonly path: Path;
  readonly message: string;
}

const missingKeys = (file: PrisonerFile): string[] =>
  (["name", "status", "consent", "sources"] as const).filter((key) => file[key] === undefined);

/** The people of the campaign's own files, with what lists say of them. */
export const joinFiles = (files: readonly PrisonerFile[], lists: readonly LinkedList[]) => {
  const prisoners: Prisoner[] = [];
  const notes: FileRemark[] = [];
  const faults: FileRemark[] = [];
  for (const file of files) {
    const { slug } = file;
    const note = (path: Path, message: string): void => void notes.push({ slug, path, message });
    const links = lists.map(({ list, links: ofFiles }) => ({ list, link: ofFiles.get(slug) ?? ({ kind: "unsaid" } satisfies Link) }));
    const listed = links.flatMap(({ list, link }): ListedAs[] => {
      const asOf = asOfList(list);
      return link.kind === "entry" && asOf !== null ? [{ entry: link.entry, header: list.header, asOf }] : [];
    });
    for (const { list, link } of links) {
      const source = list.header.list;
      if (link.kind === "missing") note(["listed", source], `lists/${source}.jsonl has no entry ${link.id}: mend the id, or say none`);
      if (link.kind === "taken")
        note(
          ["listed", source],
          `the entry ${link.entry.id} of lists/${source}.jsonl is prisoners/${link.by}.yaml already: two files for one person; keep one, or say listed: { ${source}: none }`,
        );
      if (link.kind === "withheld")
        note([], `the person was taken down in lists/${source}.jsonl, and is withheld here, too: remove the file`);
      if (link.kind === "unnamed")
        note(
          ["listed", source],
          `the entry ${link.id} of lists/${source}.jsonl may be somebody who is withheld, and is nobody until \`import admit ${link.id} --source ${source}\` says that it is not`,
        );
      if (link.kind === "entry" && link.entry.doubt === "hidden")
        note([], `${list.header.counter} does not show the person's name any more: withheld here, too, as long as the list says so`);
    }
    const isTakenDown = links.some(({ link }) => link.kind === "withheld" || (link.kind === "entry" && link.entry.doubt === "hidden"));
    const isUnnamed = links.some(({ link }) => link.kind === "unnamed");
    const [first, ...others] = listed;
    if (first === undefined && isWhole(file)) prisoners.push(isTakenDown ? { ...file, consent: "withheld" } : file);
    else if (first === undefined) {
      const lacks = missingKeys(file);
      if (!isTakenDown && !isUnnamed && file.consent !== "withheld")
        faults.push({
          slug,
          path: ["listed"],
          message: `no list has this person, so that the file must have ${lacks.join(", ")} itself: see content/lists/, or mend the id`,
        });
    } else if (file.status === undefined && listed.every(({ entry }) => entry.status === "np"))
      note(
        ["listed"],
        `${first.header.counter} does not count this person among political prisoners (any more), and the file says no status: nothing is said of them`,
      );
    else {
      const { prisoner, apart } = joinPerson(slug, file, [first, ...others]);
      prisoners.push(isTakenDown ? { ...prisoner, consent: "withheld" } : prisoner);
      const doubt = file.status === undefined && others.length > 0 ? (prisoner.list?.doubt ?? null) : null;
      if (doubt !== null && !isTakenDown && prisoner.consent !== "withheld") note(["listed"], doubt);
      if (prisoner.consent !== "withheld" && !isTakenDown) for (const { path, message } of apart) note(path, message);
    }
  }
  return { prisoners, notes, faults };
};
