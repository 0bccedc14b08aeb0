import { handleOf } from "./find-post.ts";

const commands = new Map([
  ["approve", "approve"],
  ["hold", "hold"],
  ["release", "release"],
  ["cancel", "cancel"],
  ["edit", "edit"],
  ["show", "show"],
]);

/** `queue approve 2027-03-08/own/1 --as NAME` is of the command line; in the chat the same is tapped. */
const inBackquotes = /`(?:npm run -s rollcall -- )?(?:queue )?([a-z]+)(?: (\d{4}-\d{2}-\d{2}\/[^\s`]+))?[^`]*`/g;

/** A sentence of the command line as it is true in the campaigners' chat. */
export const inChatWords = (sentence: string): string =>
  sentence
    .replace(/ until somebody has looked: `npm run -s rollcall -- petitions accept [^`]*`, if it is right\./, " until somebody has looked.")
    .replaceAll(inBackquotes, (whole, name: string, id: string | undefined) => {
      const command = commands.get(name);
      if (id !== undefined && command !== undefined) return `/${command}_${handleOf(id)}`;
      return ["plan", "log", "status"].includes(name) ? `/${name}` : whole;
    })
    .replace(/^--at "/, '"')
    .replace(/^--at /, "")
    .replace(/, or make a thread of it with --thread\./, ", or make a thread of it.")
    .replace(/, or insist with --again\./, ", or post it all the same.")
    .replace(/: say with --lang which one this (?:text )?is(?: in)?\./, ": choose the language first.")
    .replace(/^--(lang|network) /, (_, option: string) => (option === "lang" ? "Language " : "Network "))
    .replace(/, or go back to the record's own words with --reset/, "");
