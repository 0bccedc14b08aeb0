import { campaignerSchema, type CampaignSettings } from "../campaign/campaign-settings.ts";
import { unnamed } from "../campaign/own/unnamed.ts";
import { UserError } from "../user-error.ts";

const sameName = (a: string, b: string): boolean => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/**
 * The campaigner's name as `campaign.yaml` has it, or as it was given where that names nobody; the record shows it.
 * @param named with `--as`
 */
export const campaignerNamed = ({ campaigners }: Pick<CampaignSettings, "campaigners">, named: string | undefined): string => {
  if (named === undefined) return unnamed.commandLine;
  const found = campaigners.find(({ name }) => sameName(name, named));
  if (found !== undefined) return found.name;
  if (campaigners.length > 0) throw new UserError(`--as ${named}: campaign.yaml names ${campaigners.map(({ name }) => name).join(", ")}.`);
  if (named.trim() === "") throw new UserError("--as must be a name, such as Anna.");
  const given = campaignerSchema.shape.name.safeParse(named.trim());
  if (!given.success) throw new UserError(`--as ${named}: it ${given.error.issues[0]?.message ?? "must be a name, such as Anna"}.`);
  return given.data;
};

/** For what needs a campaigner's own yes: where `campaign.yaml` names campaigners, one of them must say so. */
export const approverNamed = (campaign: Pick<CampaignSettings, "campaigners">, named: string | undefined): string => {
  if (named === undefined && campaign.campaigners.length > 0) {
    throw new UserError(
      `Say who stands for it, with --as and one of these names: ${campaign.campaigners.map(({ name }) => name).join(", ")}.`,
    );
  }
  return campaignerNamed(campaign, named);
};

export const asOption = ["--as <name>", "who decides, by the name in campaign.yaml; the record shows it"] as const;
