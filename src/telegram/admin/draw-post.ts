import type { Button, DeskPost, Place, PostAction } from "./desk.ts";

/** What a button below a post does; `really` and `back` stand where somebody is asked whether they mean it. */
type PostButton = PostAction | "show" | "really" | "place" | "back";

export interface PostPress {
  readonly button: PostButton;
  readonly handle: string;
  /** The post's `seen`, an account, or a language. */
  readonly more: string | undefined;
}

const labels: Readonly<Record<PostAction, string>> = {
  approve: "✅ Approve",
  hold: "✋ Hold",
  release: "▶ Release",
  time: "🕑 Edit time",
  text: "✎ Edit text",
  where: "📍 Where",
  cancel: "✖ Cancel",
};

const rowsOf: readonly (readonly PostAction[])[] = [["approve"], ["hold", "release", "time"], ["text", "where"], ["cancel"]];

const button = (text: string, name: PostButton, handle: string, more = ""): Button => ({
  text,
  data: `p:${name}:${handle}${more === "" ? "" : `:${more}`}`,
});

export const drawButtons = ({ actions, handle, seen }: Pick<DeskPost, "actions" | "handle" | "seen">): Button[][] =>
  rowsOf
    .map((row) => row.filter((action) => actions.includes(action)).map((action) => button(labels[action], action, handle, seen)))
    .filter((row) => row.length > 0);

/** A tap on a telephone is easily a mistake, and this one cannot be undone. */
export const drawCancelling = (handle: string, seen: string): Button[][] => [
  [button("Yes, it never goes out", "really", handle, seen)],
  [button("No, leave it", "back", handle, seen)],
];

export const drawPlaces = (handle: string, places: readonly Place[]): Button[][] => [
  ...places.map(({ account, language, chosen }) => [button(`${chosen ? "☑" : "☐"} ${account} (${language})`, "place", handle, account)]),
  [button("Done", "back", handle)],
];

export const drawLanguages = (handle: string, languages: readonly string[]): Button[][] => [
  languages.map((language) => button(language, "text", handle, `in-${language}`)),
];

export const drawShowAgain = (handle: string): Button[][] => [[button("👁 Show it again", "show", handle)]];

const pattern = /^p:(show|approve|hold|release|time|text|where|cancel|really|place|back):([a-z0-9]{5})(?::([A-Za-z0-9_-]{1,45}))?$/;

/** Null for any data that no button of a post has: a client may send whatever it likes. */
export const readPostPress = (data: string | undefined): PostPress | null => {
  const [, name, handle, more] = pattern.exec(data ?? "") ?? [];
  return name === undefined || handle === undefined ? null : { button: name as PostButton, handle, more };
};
