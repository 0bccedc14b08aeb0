import { createHash, randomUUID } from "node:crypto";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "./make-folder.ts";
import { UserError } from "./user-error.ts";

const largestBytes = 50_000_000;

const read = async (path: string): Promise<Uint8Array> => {
  const found = await stat(path).catch(() => null);
  // Devices and pipes never end.
  if (found?.isFile() !== true) throw new UserError(`--image ${path} cannot be read: give the path of a picture on this machine.`);
  if (found.size > largestBytes) throw new UserError(`--image ${path} has more than ${largestBytes / 1e6} MB: make it smaller first.`);
  return readFile(path);
};

/** Copies a picture into a folder under the SHA-256 of what is in it, so that nothing is lost when the file moves. Answers with that name. */
export const keepPicture = async (path: string, folder: string): Promise<string> => storePicture(await read(path), folder);

/** The same for a picture that is in memory. */
export const storePicture = async (data: Uint8Array, folder: string): Promise<string> => {
  const name = createHash("sha256").update(data).digest("hex");
  makeFolder(folder);
  // Under another name first, so that nobody ever reads half a file.
  const unfinished = join(folder, `${name}.${randomUUID()}.part`);
  await writeFile(unfinished, data);
  await rename(unfinished, join(folder, name));
  return name;
};
