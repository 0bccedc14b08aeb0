import type { StoredPost } from "../delivery/post-store.ts";
import { whenOf } from "../campaign/when-of.ts";

/** What became of a post that somebody decided about. `word`: `approved`, `held`. */
export const sayDecision = ({ id, at, status, reason }: StoredPost, word: string, zone: string): string => {
  switch (status) {
    case "dispatched":
      return `${id} is ${word} and on its way: \`status\` shows what becomes of it.`;
    case "held":
      return `${id} is ${word}${word === "held" ? "" : ", and still held"}. ${reason ?? ""}`;
    case "scheduled":
      return `${id} is ${word}. It goes out at ${whenOf(at, zone)} (${zone}), or within a minute where that is over.`;
    case "skipped":
      return `${id} is ${word}.`;
  }
};
