import { z } from "zod";
import { createPeopleIndex, type FindResult } from "../campaign/find/people-index.ts";
import { linesOf } from "../lines-of.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { parseInputLine, type LineKind } from "./input-line.ts";

const example = '{"query": "Kolesnikova"}';
const queryLine: LineKind = { one: "a query", many: "queries", example, mostBytes: 1_000_000 };

const querySchema = z.strictObject({ query: z.string() });

const readQueryLine = (line: Uint8Array): string => {
  const parsed = querySchema.safeParse(parseInputLine(line, queryLine));
  if (!parsed.success) throw new UserError(`not a query: it is one line such as ${example}`);
  return parsed.data.query;
};

const verdicts = {
  direct: () => "one person",
  choice: (people: number) => (people === 1 ? "perhaps" : "one of these"),
  none: () => "nobody with such a name",
} as const;

const draw = ({ query, verdict, people }: FindResult): string =>
  [
    `${query.trim()}: ${verdicts[verdict](people.length)}`,
    ...people.map(({ slug, name, score }) => `  ${score.toFixed(2)}  ${name}  (${slug})`),
  ].join("\n");

export const findCommand: CommandEntry = {
  name: "find",
  usesStore: false,
  create: ({ io, openApp }) =>
    commonCommand("find", "tell whom a name means, in whatever spelling, script, order or case, as the bot answers it")
      .argument("[name...]", "the name; without it, JSON lines are read from standard input")
      .addHelpText(
        "after",
        `
One person is named only where that is sure; else up to five to choose from, or nobody. Whoever is withheld is not there.
With --json: {"query", "verdict": "direct" or "choice" or "none", "people": [{"slug", "name", "score"}]}.
Without a name, reads lines {"query"} and answers each with one line, or with {"error", "line"}.

Example:
  npm run -s rollcall -- find Катерина Андреева`,
      )
      .action(async (words: string[], options: CommonOptions) => {
        await using app = openApp(options);
        const { prisoners } = (await app.content()).current();
        const find = createPeopleIndex(prisoners.values());
        const report = (result: FindResult): void => {
          if (options.json === true) io.json(result);
          else io.print(draw(result));
        };
        if (words.length > 0) {
          report(find(words.join(" ")));
          return;
        }
        let number = 0;
        let failed = 0;
        for await (const line of linesOf(io.input)) {
          number += 1;
          try {
            report(find(readQueryLine(line)));
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            failed += 1;
            if (options.json === true) io.json({ error: error.message, line: number });
            else io.complain(`line ${number}: ${error.message}`);
          }
        }
        if (failed > 0 && options.json !== true)
          throw new UserError(failed === 1 ? "1 line was not a query." : `${failed} lines were not queries.`);
      }),
};
