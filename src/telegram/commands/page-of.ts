import type { AnswerButton } from "./answer.ts";
import type { Speech } from "./speech.ts";

interface Paging {
  readonly command: string;
  /** What the pages are of, as their buttons carry it: never words that a reader typed. */
  readonly subject?: string;
  /** As it was asked for; `:2` at its end is the third page. */
  readonly argument: string;
  readonly size: number;
}

const pageAsked = (argument: string): number => Number(/:(\d{1,4})$/.exec(argument)?.[1] ?? 0);

/** So many entries are needed to show a page and to know whether there is another one behind it. */
export const entriesNeeded = (argument: string, size: number): number => (pageAsked(argument) + 1) * size + 1;

/** One page of a list, and the buttons to the others. A page that there is not, any more or at all, becomes the last one. */
export const pageOf = <T>(
  entries: readonly T[],
  { command, subject = "", argument, size }: Paging,
  { say, button, menu }: Speech,
): { readonly shown: readonly T[]; readonly buttons: readonly (readonly AnswerButton[])[] } => {
  const last = Math.max(0, Math.ceil(entries.length / size) - 1);
  const page = Math.min(pageAsked(argument), last);
  const to = (index: number): string => `${subject}:${index}`;
  const turns = [
    ...(page > 0 ? [button(say("button-back", {}), command, to(page - 1))] : []),
    ...(page < last ? [button(say("button-forward", {}), command, to(page + 1))] : []),
  ];
  return { shown: entries.slice(page * size, (page + 1) * size), buttons: turns.length === 0 ? [[menu]] : [turns, [menu]] };
};
