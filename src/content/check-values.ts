import type { FluentMessage, FluentSource } from "./fluent-source.ts";
import type { MessagePart, Variant } from "./message-parts.ts";
import type { Misnamed, TextFile, TextReport } from "./text-file.ts";
import type { Told } from "./told-values.ts";
import { nearest, suggest } from "./wording.ts";

/** Where a value is missing: in one variant, or (null) in the whole text. */
interface Gap {
  readonly variant: Variant | null;
}

/** Messages that refer to messages are followed so far; nobody writes more, and it must end. */
const maxDepth = 50;

/** Whether parts of a text use a value: in some of its variants, or (`isAlways`) whichever of them is said. */
const createUse = ({ messages }: FluentSource, value: string, isMonth: boolean, isAlways: boolean, misnamed: Misnamed) => {
  // A message that is asked about while it is looked at refers to itself, and shows nothing by that.
  const known = new Map<string, boolean>();
  for (const [id, values] of misnamed) if (values.has(value)) known.set(id, true);
  const uses = (parts: readonly MessagePart[], depth = 0): boolean =>
    parts.some((part) => {
      if (part.kind === "show") return part.value === value;
      if (part.kind === "choose") {
        if (isMonth && part.by === value) return true;
        // [0] and [1] can say "none" and "a day" without the number.
        const used = (variant: Variant): boolean => (variant.isNumber && part.by === value) || uses(variant.parts, depth);
        return isAlways ? part.variants.every(used) : part.variants.some(used);
      }
      const before = known.get(part.id);
      if (before !== undefined || depth === maxDepth) return before ?? true;
      known.set(part.id, false);
      const answer = uses(messages.get(part.id)?.parts ?? [], depth + 1);
      known.set(part.id, answer);
      return answer;
    });
  return { uses, isExempt: (variant: Variant, by: string | null): boolean => variant.isNumber && by === value };
};

/** The variants that leave a value out which others have; the whole text where all do. Empty where it is always said. */
const gapsOf = (source: FluentSource, message: FluentMessage, value: string, isMonth: boolean, misnamed: Misnamed): Gap[] => {
  const always = createUse(source, value, isMonth, true, misnamed);
  const sometimes = createUse(source, value, isMonth, false, misnamed);
  const gapsIn = (parts: readonly MessagePart[], variant: Variant | null): Gap[] => {
    if (always.uses(parts)) return [];
    const partly = parts.flatMap((part) => (part.kind === "choose" && sometimes.uses([part]) ? [part] : []));
    if (partly.length === 0) return [{ variant }];
    return partly.flatMap(({ by, variants }) => variants.flatMap((each) => (always.isExempt(each, by) ? [] : gapsIn(each.parts, each))));
  };
  return gapsIn(message.parts, null);
};

/** Says where a text leaves out what it must say. `why` ends the sentence about a text that never says it. */
export const checkShown = (
  id: string,
  { source, misnamed }: TextFile,
  wanted: Iterable<readonly [value: string, isMonth: boolean]>,
  why: string,
  report: TextReport,
): void => {
  const message = source.messages.get(id);
  if (message === undefined) return;
  for (const [value, isMonth] of wanted) {
    if (misnamed.get(id)?.has(value) === true) continue;
    for (const { variant } of gapsOf(source, message, value, isMonth, misnamed)) {
      if (variant === null) report(message.offset, `${id} does not use { $${value} }, ${why}`);
      else report(variant.offset, `${id} does not use { $${value} } in its variant [${variant.key}]: write it there, as in the others`);
    }
  }
};

export const addMisnamed = (misnamed: Misnamed, id: string, meant: string): void =>
  void misnamed.set(id, (misnamed.get(id) ?? new Set()).add(meant));

/** The name that was meant by another one is remembered. */
export const suggestValue = (id: string, typed: string, names: ReadonlySet<string>, misnamed: Misnamed): string => {
  const meant = nearest(typed, names);
  if (meant !== null) addMisnamed(misnamed, id, meant);
  return suggest(typed, names);
};

/** Says which values a message uses that the program does not tell it: the post could not be written. */
export const checkTold = (id: string, { shown, chosenBy }: FluentMessage, told: Told, misnamed: Misnamed, report: TextReport): void => {
  const names = new Set(told.keys());
  const its = names.size === 0 ? "it is told none" : `its values are ${[...names].map((name) => `$${name}`).join(", ")}`;
  for (const [value, offset] of shown) {
    if (!names.has(value))
      report(offset, `${id} uses { $${value} }, which it is not told: ${its}${suggestValue(id, value, names, misnamed)}`);
  }
  for (const [value, offset] of chosenBy) {
    if (!names.has(value))
      report(offset, `${id} chooses by $${value}, which it is not told: ${its}${suggestValue(id, value, names, misnamed)}`);
  }
};
