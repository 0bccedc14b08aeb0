import { InvalidArgumentError } from "commander";
import { stalePeople, type StalePerson } from "../campaign/stale-people.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { planBetween } from "./plan-between.ts";

interface StaleOptions extends CommonOptions {
  readonly days?: number;
  readonly all?: true;
}

/** As many as somebody looks up in a sitting. */
const shownAtOnce = 20;

const parseDays = (value: string): number => {
  const days = Number(value);
  if (!/^\d+$/.test(value) || days > 366) throw new InvalidArgumentError("It must be a number of days from 0 to 366.");
  return days;
};

const draw = ({ slug, name, next, reason, until, link, checked }: StalePerson): string =>
  [
    `${name} (${slug})${next === null ? "" : `, in the plan for ${next.date.toString()}`}`,
    reason ?? `can be spoken of until ${until?.toString() ?? ""}: checked ${checked ?? "never"}.`,
    `look at ${link ?? "a source that speaks of today: the record has no address"}`,
  ].join("\n    ");

export const staleCommand: CommandEntry = {
  name: "stale",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("stale", "list whose status must be looked up next: who is soonest in the plan first, each with the page to look at")
      .option("--days <number>", "look so many days ahead (default: as far as the campaign plans)", parseDays)
      .option("--all", `more than the first ${shownAtOnce}`)
      .addHelpText(
        "after",
        `
What you have found goes into the record with \`npm run -s rollcall -- verify\`.
With --json, all of them: [{"slug", "name", "status", "checked": date or null, "reason": why nothing may be said, or null, "until": the last day on
which it still may, or null, "next": {"id", "date"} of the first post in the plan, or null, "link": address or null}].`,
      )
      .action(async (options: StaleOptions) => {
        await using app = openApp(options);
        await app.readCounted();
        const { campaign, prisoners } = (await app.content()).current();
        const now = app.clock();
        const first = now.toZonedDateTimeISO(campaign.zone).toPlainDate();
        const horizon = first.add({ days: options.days ?? campaign.plan.daysAhead });
        const posts = (await planBetween(app, first, horizon)).filter(({ status }) => status === "scheduled" || status === "held");
        const today = now.toZonedDateTimeISO(campaign.peopleZone).toPlainDate();
        const people = stalePeople({ campaign, prisoners, today, horizon, posts });
        if (options.json === true) {
          io.json(
            people.map((person) => ({
              ...person,
              until: person.until?.toString() ?? null,
              next: person.next === null ? null : { id: person.next.id, date: person.next.date.toString() },
            })),
          );
          return;
        }
        if (people.length === 0) io.print(`Everybody can be spoken of until ${horizon.toString()}: nobody has to be looked up.`);
        const shown = options.all === true ? people : people.slice(0, shownAtOnce);
        for (const person of shown) io.print(`${draw(person)}\n`);
        const left = people.length - shown.length;
        if (left > 0) io.print(`and ${left} more: --all shows them.`);
      }),
};
