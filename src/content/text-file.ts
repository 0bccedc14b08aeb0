import type { FluentSource } from "./fluent-source.ts";
import type { Position } from "./position.ts";

/** One language's texts. */
export interface TextFile {
  readonly file: string;
  readonly language: string;
  readonly source: FluentSource;
  readonly at: (offset: number) => Position;
}

/** Adds a fault at an offset of a language's file. */
export type TextReport = (offset: number, message: string) => void;
