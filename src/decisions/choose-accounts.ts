import type { CampaignSettings } from "../campaign/campaign-settings.ts";
import { UserError } from "../user-error.ts";

interface Choice {
  /** Networks, or accounts of `campaign.yaml`; empty for all. */
  readonly networks: readonly string[];
  readonly lang?: string | undefined;
}

/** The ids of the accounts that are meant. Throws `UserError` where an option means none. */
export const chooseAccountIds = ({ accounts }: Pick<CampaignSettings, "accounts">, { networks, lang }: Choice): string[] => {
  const known = accounts.map(({ id }) => id).join(", ");
  for (const name of networks)
    if (!accounts.some(({ id, network }) => id === name || network === name))
      throw new UserError(`--network ${name}: the campaign has ${known}.`);
  const named =
    networks.length === 0 ? accounts : accounts.filter(({ id, network }) => networks.includes(id) || networks.includes(network));
  const chosen = lang === undefined ? named : named.filter(({ language }) => language === lang);
  if (chosen.length > 0) return chosen.map(({ id }) => id);
  throw new UserError(
    `--lang ${lang ?? ""}: none of these accounts speaks it: ${named.map(({ id, language }) => `${id} (${language})`).join(", ")}.`,
  );
};
