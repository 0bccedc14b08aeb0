import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

const makeOne = (path: string): void => {
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !statSync(path).isDirectory()) throw error;
  }
};

/**
 * Makes a folder and what is missing above it. Node's own recursive `mkdir` never comes back from places such as /proc,
 * where a folder is missing and cannot be made either. Throws the system's error.
 */
export const makeFolder = (path: string): void => {
  try {
    makeOne(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    makeOne(path);
  }
};
