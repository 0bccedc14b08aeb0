import type { AnswerButton } from "./answer.ts";
import type { Speech } from "./speech.ts";

interface Paging {
  readonly command: string;
  /** Ends in `:2` for the third page; everything before that stays. */
  readonly argument: string;
  readonly size: number;
}

/** One page of a list, and the buttons to the others. A page that there is not, any more or at all, becomes the last one. */
export const pageOf = <T>(
  entries: readonly T[],
  { command, argument, size }: Paging,
  { say, button, menu }: Speech,
): { readonly shown: readonly T[]; readonly buttons: readonly (readonly AnswerButton[])[] } => {
  const [, subject = "", number = "0"] =
    /^(.*?):?(\d{1,4})?$/.exec(/:\d{1,4}$|^\d{1,4}$/.test(argument) ? argument : `${argument}:0`) ?? [];
  const last = Math.max(0, Math.ceil(entries.length / size) - 1);
  const page = Math.min(Number(number), last);
  const to = (index: number): string => `${subject}:${index}`;
  const turns = [
    ...(page > 0 ? [button(say("button-back", {}), command, to(page - 1))] : []),
    ...(page < last ? [button(say("button-forward", {}), command, to(page + 1))] : []),
  ];
  return { shown: entries.slice(page * size, (page + 1) * size), buttons: turns.length === 0 ? [[menu]] : [turns, [menu]] };
};
