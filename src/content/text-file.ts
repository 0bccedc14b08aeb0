import type { FluentSource } from "./fluent-source.ts";
import type { Position } from "./position.ts";

/** By message: values that were meant where something else stands, so that they are not said to be missing as well. */
export type Misnamed = Map<string, Set<string>>;

/** One language's texts. */
export interface TextFile {
  readonly file: string;
  readonly language: string;
  readonly source: FluentSource;
  /** What the checks have found so far. */
  readonly misnamed: Misnamed;
  readonly at: (offset: number) => Position;
}

/** Adds a fault at an offset of a language's file. */
export type TextReport = (offset: number, message: string) => void;
