import { CronExpressionParser } from "cron-parser";
import { validate } from "node-cron";
import type { CampaignSettings } from "../campaign/campaign-settings.ts";
import { checkLanguages } from "./check-languages.ts";
import { isCountable } from "./check-plural.ts";
import type { Sheet } from "./read-sheet.ts";
import { foldCase, reportRepeatedTags, reportRepeats, textsOf, type Surroundings } from "./surroundings.ts";
import { quote, suggest } from "./wording.ts";

const example = 'such as "0 9 * * *" for 9:00 every day';

/** Why a pattern is not the schedule of a daily post, or null. */
const scheduleComplaint = (pattern: string): string | null => {
  if (pattern.trim().split(/\s+/).length !== 5 || !validate(pattern)) {
    return `is ${quote(pattern)}: it must be a cron pattern of five fields (minute, hour, day of month, month, weekday), ${example}`;
  }
  try {
    const runs = CronExpressionParser.parse(pattern, { tz: "UTC", currentDate: "2026-01-01T00:00:00Z" }).take(25);
    const instants = runs.map((run) => run.getTime());
    const gaps = instants.slice(1).map((instant, index) => instant - (instants[index] ?? 0));
    if (Math.min(...gaps) < 3_600_000)
      return `is ${quote(pattern)}, which comes more often than once an hour: give one minute and one hour, ${example}`;
    return null;
  } catch {
    return `is ${quote(pattern)}, which never comes: give days that months have, ${example}`;
  }
};

const languagesOf = (sound: Sheet<CampaignSettings>["sound"]): string[] =>
  textsOf(sound?.languages)
    .map(([language]) => language)
    .filter((language) => isCountable(language));

const checkAccounts = ({ sound, report }: Sheet<CampaignSettings>): void => {
  const ids = new Set<string>();
  const prefixes = new Map<string, string>();
  const languages = languagesOf(sound);
  const areKnown = languages.length > 0 && languages.length === sound?.languages?.length;
  for (const [index, account] of (sound?.accounts ?? []).entries()) {
    if (account === undefined) continue;
    const { id, network, language } = account;
    if (id !== undefined && ids.has(id))
      report(["accounts", index, "id"], `the account id ${id} is there twice: give each account an id of its own`);
    if (id !== undefined) ids.add(id);
    const prefix = account.prefix ?? network?.toUpperCase();
    if (prefix !== undefined && prefixes.has(prefix)) {
      const message = `the accounts ${prefixes.get(prefix)} and ${id} have the same prefix ${prefix}: give one a prefix of its own, such as ${prefix}_2`;
      report(account.prefix === undefined ? ["accounts", index, "network"] : ["accounts", index, "prefix"], message);
    }
    if (prefix !== undefined) prefixes.set(prefix, id ?? "above");
    if (language !== undefined && areKnown && !languages.includes(language)) {
      report(
        ["accounts", index, "language"],
        `accounts[].language is ${quote(language)}, which is not in languages (${languages.join(", ")}): add it there, or name one of them${suggest(language, languages)}`,
      );
    }
  }
};

const checkCampaigners = ({ sound, report }: Sheet<CampaignSettings>): void => {
  const seen = new Map<string, string>();
  for (const [index, campaigner] of (sound?.campaigners ?? []).entries()) {
    const name = campaigner?.name;
    if (name === undefined) continue;
    const folded = foldCase(name);
    const before = seen.get(folded);
    if (before !== undefined) {
      const other = before === name ? "" : `, as ${quote(before)}`;
      report(
        ["campaigners", index, "name"],
        `the campaigner ${quote(name)} is there twice${other}: the log tells people apart by their names, so give each one of their own`,
      );
    }
    seen.set(folded, before ?? name);
  }
};

/** Nobody approves what they wrote themselves. */
const checkApproval = ({ sound, report }: Sheet<CampaignSettings>): void => {
  if (sound?.queue?.approval !== true || (sound.campaigners ?? []).length >= 2) return;
  report(
    ["queue", "approval"],
    "queue.approval is true, and campaigners names fewer than two: add the names of those who write and approve, or set it to false",
  );
};

/** A rule that names an account or a language that is not there would keep its posts from everywhere, or from more than was meant. */
const checkAnniversaries = ({ sound, report }: Sheet<CampaignSettings>): void => {
  const accounts = (sound?.accounts ?? []).flatMap((account) => account?.id ?? []);
  const languages = languagesOf(sound);
  if (accounts.length !== sound?.accounts?.length || languages.length !== sound?.languages?.length) return;
  for (const [kind, rule] of Object.entries(sound?.anniversaries?.rules ?? {})) {
    const path = ["anniversaries", "rules", kind];
    reportRepeats([...path, "accounts"], rule?.accounts, report);
    reportRepeats([...path, "languages"], rule?.languages, report);
    for (const [id, index] of textsOf(rule?.accounts)) {
      if (!accounts.includes(id))
        report(
          [...path, "accounts", index],
          `anniversaries.rules.${kind}.accounts has ${id}, which is no account's id${suggest(id, accounts)}`,
        );
    }
    for (const [language, index] of textsOf(rule?.languages)) {
      if (!languages.includes(language))
        report(
          [...path, "languages", index],
          `anniversaries.rules.${kind}.languages has ${language}, which is no language of the campaign${suggest(language, languages)}`,
        );
    }
    const isKnown =
      (rule?.accounts ?? []).every((id) => accounts.includes(id ?? "")) &&
      (rule?.languages ?? []).every((language) => languages.includes(language ?? ""));
    const speaks = (sound?.accounts ?? []).some(
      (account) => (rule?.accounts?.includes(account?.id ?? "") ?? true) && (rule?.languages?.includes(account?.language ?? "") ?? true),
    );
    if (isKnown && !speaks)
      report(path, `anniversaries.rules.${kind} leaves no account: none has both an id of accounts and a language of languages`);
  }
};

/** The rules of `campaign.yaml` that look at several fields. */
export const checkCampaign = (sheet: Sheet<CampaignSettings>, { texts }: Pick<Surroundings, "texts">): void => {
  const { sound, report } = sheet;
  if (sound === null) return;
  checkAccounts(sheet);
  checkCampaigners(sheet);
  checkApproval(sheet);
  checkAnniversaries(sheet);
  reportRepeats(["languages"], sound.languages, report);
  reportRepeats(["profiles", "include"], sound.profiles?.include, report);
  reportRepeatedTags(["hashtags"], { always: sound.hashtags?.always }, report);
  reportRepeatedTags(["hashtags"], { tracked: sound.hashtags?.tracked }, report);
  const languages = languagesOf(sound);
  for (const [language, index] of textsOf(sound.languages)) {
    if (!isCountable(language))
      report(
        ["languages", index],
        `languages[] has ${language}, which is no language that can be counted in: give its tag, such as be for Belarusian${suggest(language, texts)}`,
      );
  }
  const every = { languages: sound.languages === undefined ? null : languages, texts: new Set([...texts, ...languages]) };
  checkLanguages(["name"], sound.name, every, report, { missing: "give the campaign's name in each of its languages" });
  checkLanguages(["about"], sound.about, every, report);
  const schedule = sound.profiles?.schedule;
  const complaint = schedule === undefined ? null : scheduleComplaint(schedule);
  if (complaint !== null) report(["profiles", "schedule"], `profiles.schedule ${complaint}`);
};
