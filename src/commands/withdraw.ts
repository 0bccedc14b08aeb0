import { withdrawPosts, type TakenBack, type Target } from "../decisions/withdraw-posts.ts";
import { isShown } from "../campaign/is-shown.ts";
import { openJobContext } from "../open-job-context.ts";
import { UserError } from "../user-error.ts";
import { asOption, campaignerNamed } from "./campaigner.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";

type WithdrawOptions = CommonOptions & { readonly withheld?: true; readonly as?: string };

const targetOf = (name: string | undefined, { withheld }: WithdrawOptions): Target => {
  if ((name === undefined) === (withheld === undefined))
    throw new UserError("Say what to take back: a post's id, a person's slug, or --withheld.");
  return name === undefined ? { kind: "withheld" } : { kind: "named", name };
};

const describe = ({ state, outcome }: TakenBack): string => {
  if (state === "done") return outcome ?? "done";
  return state === "due" ? `not yet: ${outcome ?? ""}. The worker goes on with it` : `NOT taken back: ${outcome ?? ""}`;
};

export const withdrawCommand: CommandEntry = {
  name: "withdraw",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand(
      "withdraw",
      "take back what was published, on all accounts: deleted, or replaced by a neutral line where it cannot be deleted any more",
    )
      .argument("[id-or-slug]", "a post's id, or a person's slug for everything that is public about them")
      .option("--withheld", "everything that is public about people whose consent is withheld by now")
      .option(...asOption)
      .addHelpText(
        "after",
        "\nWhat cannot be done now (a server asks for a pause, a line is down) is done by the worker; asking again does no harm.",
      )
      .action(async (name: string | undefined, options: WithdrawOptions) => {
        const target = targetOf(name, options);
        // A typo in another person's file must not keep a dangerous post public; but who is missing because of one is not withheld.
        await using app = openApp({ ...options, running: true, tolerant: target.kind === "named" });
        const content = (await app.content()).current();
        const context = await openJobContext(app);
        const taken = await withdrawPosts(context, target, campaignerNamed(content.campaign, options.as));
        // Whoever is withheld is named by nobody but the person who asks.
        const idOf = (one: TakenBack): string =>
          target.kind === "named" || isShown(content, one) ? one.deliveryId : `(withheld)@${one.account}`;
        const results = taken.map((one) => ({ id: idOf(one), account: one.account, state: one.state, outcome: one.outcome }));
        if (options.json === true) io.json(results);
        else if (taken.length === 0) io.print("It was not sent yet, and will not be.");
        else for (const one of taken) io.print(`${idOf(one)}: ${describe(one)}`);
        const refused = taken.filter(({ state }) => state === "refused").length;
        if (refused > 0)
          throw new UserError(`${refused === 1 ? "1 post is" : `${refused} posts are`} still public: delete by hand what is named above.`);
      }),
};
