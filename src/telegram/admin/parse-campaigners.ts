import { UserError } from "../../user-error.ts";

/** The campaigners who may decide by name: by the id of their Telegram account. Nobody else's id is known to the program. */
export type Campaigners = ReadonlyMap<number, string>;

const example = "write it as Ania:123456,Yan:98765";
const nameLimit = 40;

/**
 * Reads `TELEGRAM_CAMPAIGNERS`, such as `Ania:123456,Yan:98765`; somebody with two accounts is named twice.
 * Throws `UserError`, which names the entry by its place and never repeats an id.
 */
export const parseCampaigners = (value: string | undefined): Campaigners => {
  const campaigners = new Map<number, string>();
  if (value === undefined || value.trim() === "") return campaigners;
  for (const [index, entry] of value.split(",").entries()) {
    const wrong = (what: string): UserError => new UserError(`TELEGRAM_CAMPAIGNERS: entry ${index + 1} ${what}; ${example}.`);
    const colon = entry.lastIndexOf(":");
    if (colon < 0) throw wrong("is not NAME:ID");
    const name = entry.slice(0, colon).trim();
    const id = entry.slice(colon + 1).trim();
    if (name === "") throw wrong("has no name before its colon");
    if (name.length > nameLimit) throw wrong(`has a name of more than ${nameLimit} characters`);
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}:]/u.test(name)) throw wrong("has a name with a colon or an invisible character in it");
    if (!/^[1-9]\d{0,15}$/.test(id) || !Number.isSafeInteger(Number(id))) {
      throw wrong("needs the number of a person's Telegram account after its colon, not an @name or a group's number");
    }
    if (campaigners.has(Number(id))) throw wrong("has the number of an earlier entry");
    campaigners.set(Number(id), name);
  }
  return campaigners;
};
