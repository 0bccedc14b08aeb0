import type { AccountCheck } from "../delivery/publisher.ts";
import type { Account } from "../config.ts";
import { settingsFault } from "../networks/settings-fault.ts";
import { UserError } from "../user-error.ts";
import { checkFetchedLists } from "./check-fetched-lists.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";

type Finding = AccountCheck & {
  /** It works, and is not as it should be. */
  readonly warning?: true;
  readonly account: string;
  readonly network: string;
  readonly live: boolean;
};

const howToConnect: Readonly<Record<Account["network"], string>> = {
  bluesky: "in Bluesky: Settings, Privacy and security, App passwords",
  mastodon: "in Mastodon: Preferences, Development, New application, with the scopes read and write",
  telegram: "in Telegram: ask @BotFather for a bot, and make it an administrator of the channel that may post",
};

const adminChat = "admin chat";
const listNetwork = "list";

const marks = (finding: Finding): string => (finding.warning === true ? "!" : finding.ok ? (finding.live ? "✓" : "·") : "✗");

const sayBroken = (broken: readonly Finding[]): string => {
  const lists = broken.filter(({ network }) => network === listNetwork).length;
  const chat = broken.filter(({ account }) => account === adminChat).length;
  const accounts = broken.length - lists - chat;
  return [
    ...(accounts === 0 ? [] : [accounts === 1 ? "1 account cannot post." : `${accounts} accounts cannot post.`]),
    ...(chat === 0 ? [] : ["The campaigners' chat does not work."]),
    ...(lists === 0 ? [] : [lists === 1 ? "1 list cannot be fetched." : `${lists} lists cannot be fetched.`]),
  ].join(" ");
};

export const doctorCommand: CommandEntry = {
  name: "doctor",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand(
      "doctor",
      "try every account's credentials, without posting anything, and what fetching lists needs, and say what to mend",
    )
      .addHelpText(
        "after",
        "\nCredentials are read from the environment or from a file .env; .env.example lists them.\nExit code 1 means that an account's credentials do not work.",
      )
      .action(async (options: CommonOptions) => {
        await using app = openApp({ ...options, running: true });
        const findings: Finding[] = [];
        for (const account of await app.accounts()) {
          if (account.missing.length > 0) {
            const message = `rehearses, since ${account.missing.join(" and ")} ${account.missing.length === 1 ? "is" : "are"} not set (${howToConnect[account.network]}).`;
            const fault = settingsFault(account);
            const whole = fault === null ? message : `${message} ${fault}`;
            findings.push({ account: account.id, network: account.network, live: false, ok: fault === null, message: whole });
            continue;
          }
          const publisher = await app.publisher(account.id);
          if (publisher === null) continue;
          findings.push({ account: account.id, network: account.network, live: true, ...(await publisher.check()) });
        }
        const { checkAdminChat } = await import("../telegram/admin/check-admin-chat.ts");
        const chat = await checkAdminChat(app.config);
        if (chat !== null) findings.push({ account: adminChat, network: "telegram", live: true, ...chat });
        for (const { source, ok, message } of await checkFetchedLists(app))
          findings.push({ account: source, network: listNetwork, live: true, ok, message });
        if (options.json === true) io.json(findings);
        else for (const finding of findings) io.print(`${marks(finding)} ${finding.account}: ${finding.message}`);
        const broken = findings.filter(({ ok }) => !ok);
        if (broken.length > 0) throw new UserError(sayBroken(broken));
      }),
};
