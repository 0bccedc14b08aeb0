import { UserError } from "../../user-error.ts";
import { countGraphemes } from "./count-graphemes.ts";
import { blueskyLimits } from "../limits.ts";

/** What all three networks take as one tag. */
const tagPattern = /^[\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*$/u;
const { tagGraphemes, tagBytes } = blueskyLimits;

/** For telling whether two tags are the same tag. */
export const hashtagKey = (tag: string): string => tag.normalize("NFC").toLowerCase();

/** A hashtag with its `#`. Throws `UserError` where one of the networks would not take all of it as a tag. */
export const parseHashtag = (given: string): string => {
  const name = given
    .toWellFormed()
    .trim()
    .replace(/^[#＃]/u, "");
  if (name === "") throw new UserError("a hashtag is empty: give it letters, such as #FreeBelarusWomen, or leave it out");
  if (!tagPattern.test(name)) {
    throw new UserError(`the hashtag "${given}" cannot be one: use letters, digits and _ without spaces, at least one of them a letter`);
  }
  if (countGraphemes(name) > tagGraphemes || Buffer.byteLength(name) > tagBytes) {
    throw new UserError(
      `the hashtag "${given.slice(0, 40)}…" is too long: a hashtag has at most ${tagGraphemes} characters and ${tagBytes} bytes`,
    );
  }
  return `#${name}`;
};
