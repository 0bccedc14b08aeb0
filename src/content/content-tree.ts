import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { isIgnored, isLeftover, renamed, rooms, rootFiles, schemaFiles, type FileKind, type Room } from "./content-rooms.ts";
import type { Fault } from "./fault.ts";
import { systemComplaint } from "./read-text.ts";
import { quote, suggest } from "./wording.ts";

export interface ContentFile {
  readonly kind: FileKind;
  /** The file's name without its ending: a slug, a year, a language. */
  readonly name: string;
  /** As faults name it. */
  readonly file: string;
  /** As it is opened. */
  readonly path: string;
}

export interface ContentTree {
  readonly files: readonly ContentFile[];
  readonly faults: readonly Fault[];
  /** The folder without symbolic links; null where there is none. */
  readonly folder: string | null;
}

const maxEntries = 50_000;

/** Lists a content folder and says what does not belong there. Opens no file. */
export const readTree = async (typed: string): Promise<ContentTree> => {
  const files: ContentFile[] = [];
  const faults: Fault[] = [];
  const say = (file: string, message: string): void => void faults.push({ file, line: 1, column: 1, message });
  let folder: string;
  try {
    folder = await realpath(typed);
    if (!(await stat(folder)).isDirectory()) {
      say(typed, "is not a folder: give the folder that has campaign.yaml in it");
      return { files, faults, folder: null };
    }
  } catch (error) {
    say(typed, `the content folder ${systemComplaint(error)}: give the folder that has campaign.yaml in it`);
    return { files, faults, folder: null };
  }

  /** What an entry is, links followed; null where it was refused. */
  const typeOf = async (path: string, file: string): Promise<"file" | "folder" | null> => {
    try {
      if ((await lstat(path)).isSymbolicLink() && !(await realpath(path)).startsWith(folder + sep)) {
        say(file, "is a symbolic link that leaves the content folder: put the file itself here");
        return null;
      }
      const found = await stat(path);
      if (found.isDirectory()) return "folder";
      if (found.isFile()) return "file";
      say(file, "is not a plain file: a pipe, a socket or a device cannot be read as content; remove it");
    } catch (error) {
      say(file, systemComplaint(error));
    }
    return null;
  };

  let entries = 0;
  const list = async (path: string, file: string): Promise<{ name: string; isPlainFile: boolean; isLink: boolean }[]> => {
    try {
      const found = await readdir(path, { withFileTypes: true });
      entries += found.length;
      if (entries > maxEntries) {
        say(file, `has more than ${maxEntries} files: that is more than can be read`);
        return [];
      }
      return found.map((entry) => ({ name: entry.name, isPlainFile: entry.isFile(), isLink: entry.isSymbolicLink() }));
    } catch (error) {
      say(file, systemComplaint(error));
      return [];
    }
  };

  const enterRoom = async (under: string, room: Room): Promise<void> => {
    for (const { name, isPlainFile } of await list(join(folder, under), join(typed, under))) {
      const path = join(folder, under, name);
      const file = join(typed, under, name);
      const stem = name.endsWith(room.ending) ? name.slice(0, -room.ending.length) : null;
      if (isIgnored(name)) continue;
      const type = isPlainFile ? "file" : await typeOf(path, file);
      if (type === null) continue;
      if (type === "file" && isLeftover(name)) say(file, "is a copy that an editor or a merge left, and is not read: remove it");
      else if (type === "folder") say(file, `is a folder: ${under}/ holds ${room.ending} files only`);
      else if (stem === null)
        say(file, `is not read: files in ${under}/ end in ${room.ending}; rename it to ${renamed(name, room.ending)}, or remove it`);
      else {
        const complaint = room.complaint(stem);
        if (complaint === null) files.push({ kind: room.kind, name: stem, file, path });
        else say(file, `${complaint}${room.complaint(renamed(name, "")) === null ? `; rename it to ${renamed(name, room.ending)}` : ""}`);
      }
    }
  };

  /** A folder of pictures, at any depth that people use. */
  const enterPictures = async (under: string, depth: number): Promise<void> => {
    const [top = under] = under.split(sep);
    for (const { name, isPlainFile, isLink } of await list(join(folder, under), join(typed, under))) {
      const file = join(typed, under, name);
      if (under === "schema" ? schemaFiles.has(name) : false) continue;
      if (isIgnored(name) && isPlainFile) continue;
      if (name.startsWith(".")) continue;
      const type = isPlainFile ? "file" : await typeOf(join(folder, under, name), file);
      if (type === "file" && !isIgnored(name)) {
        say(
          file,
          `is not read by Rollcall: ${under}/ may hold ${under === "schema" ? "the schemas that npm run schema writes" : "pictures"}; move or remove it${suggest(top, Object.keys(rooms))}`,
        );
      } else if (type === "folder" && (isLink || depth >= 8))
        say(file, "is a folder that cannot be followed: put the pictures themselves here");
      else if (type === "folder") await enterPictures(join(under, name), depth + 1);
    }
  };

  for (const { name, isPlainFile, isLink } of await list(folder, typed)) {
    const path = join(folder, name);
    const file = join(typed, name);
    const wanted = Object.hasOwn(rootFiles, name) ? rootFiles[name] : undefined;
    const room = Object.hasOwn(rooms, name) ? rooms[name] : undefined;
    if (isIgnored(name) && (isPlainFile || name.startsWith("."))) continue;
    const type = isPlainFile ? "file" : await typeOf(path, file);
    if (type === null) continue;
    if (wanted !== undefined && type === "file") files.push({ kind: wanted, name: wanted, file, path });
    else if (wanted !== undefined) say(file, "is a folder: a file is wanted here");
    else if (room !== undefined && type === "folder") await enterRoom(name, room);
    else if (room !== undefined || (name === "schema" && type === "file")) say(file, "is a file: a folder is wanted here");
    else if (type === "folder" && isLink) say(file, "is a symbolic link to a folder: put the folder itself here");
    else if (type === "folder") await enterPictures(name, 1);
    else if (!isIgnored(name)) {
      const known = [...Object.keys(rootFiles), ...Object.keys(rooms)];
      say(
        file,
        `is not read by Rollcall: content/ has campaign.yaml, counts.yaml, calendar.yaml and the folders ${Object.keys(rooms).join(", ")}; rename or remove ${quote(name)}${suggest(name.replace(/\.yml$/i, ".yaml"), known)}`,
      );
    }
  }
  files.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { files, faults, folder };
};
