import type { MessageTable, MessageValue } from "../campaign/words/messages.ts";
import type { FluentSource } from "./fluent-source.ts";

/** What a message is told, by name. */
export type Told = ReadonlyMap<string, MessageValue>;

/**
 * What each message of a file is told by the program, itself or through the messages that refer to it: one that several refer to
 * can only rely on what all of them are told. A message that the program never comes to is not in it.
 */
export const toldValues = ({ messages }: FluentSource, table: MessageTable): ReadonlyMap<string, Told> => {
  const told = new Map<string, Told>();
  for (const [id, values] of Object.entries(table)) if (messages.has(id)) told.set(id, new Map(Object.entries(values)));
  const waiting = [...told.keys()];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const values = told.get(id) ?? new Map<string, MessageValue>();
    for (const reference of messages.get(id)?.references.keys() ?? []) {
      // Terms are told nothing but what a text gives them itself.
      const [key = ""] = reference.split(".");
      if (key.startsWith("-") || !messages.has(key)) continue;
      const before = told.get(key);
      const shared = before === undefined ? values : new Map([...before].filter(([value]) => values.has(value)));
      if (before?.size === shared.size) continue;
      told.set(key, shared);
      waiting.push(key);
    }
  }
  return told;
};
