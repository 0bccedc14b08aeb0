import { z } from "zod";
import type { Petition } from "../petition.ts";
import { mostSignatures } from "./petition-count.ts";

export type CountedPlatform = Exclude<Petition["platform"], "manual">;

/** What one answer of a platform says, and all that is taken from it. */
export interface PlatformAnswer {
  readonly signatures: number;
  readonly state: "open" | "closed" | null;
}

interface PetitionPlatform {
  /** A proper name, said in every language. */
  readonly name: string;
  readonly id: RegExp;
  /** What `platformId` has to be. */
  readonly idHint: string;
  readonly addressOf: (id: string) => string;
  /** Far more than its answers have. */
  readonly maxBytes: number;
  /** Null where the answer is not of the platform's shape, or of another petition. */
  readonly read: (answer: unknown, id: string) => PlatformAnswer | null;
}

const signaturesSchema = z.int().min(0).max(mostSignatures);

const ukSchema = z.object({ signature_count: signaturesSchema });

const eciSchema = z.object({ sosReport: z.object({ totalSignatures: signaturesSchema }), status: z.unknown() });
const eciOver: ReadonlySet<unknown> = new Set(["CLOSED", "WITHDRAWN", "VERIFICATION", "SUBMITTED", "ANSWERED", "INSUFFICIENT_SUPPORT"]);

const procaSchema = z.object({
  errors: z.null().optional(),
  data: z.object({
    actionPage: z.object({
      id: z.int().positive(),
      name: z.string().optional(),
      campaign: z.object({ stats: z.object({ supporterCount: signaturesSchema }) }),
    }),
  }),
});

const isNumber = (id: string): boolean => /^\d+$/.test(id);

const procaQuery = (id: string): string => {
  const [name, type] = isNumber(id) ? ["id", "Int"] : ["name", "String"];
  return `query($page:${type}!){actionPage(${name}:$page){id name campaign{stats{supporterCount}}}}`;
};

/** Where signatures can be counted without a key, and how each platform answers. */
export const petitionPlatforms: Readonly<Record<CountedPlatform, PetitionPlatform>> = {
  "uk-parliament": {
    name: "UK Parliament",
    id: /^[1-9]\d{0,8}$/,
    idHint: 'the number in the petition\'s address, such as "700000"',
    addressOf: (id) => `https://petition.parliament.uk/petitions/${id}/count.json`,
    maxBytes: 20_000,
    read: (answer) => {
      const { data } = ukSchema.safeParse(answer);
      return data === undefined ? null : { signatures: data.signature_count, state: null };
    },
  },
  "european-citizens-initiative": {
    name: "European Citizens’ Initiative",
    id: /^20\d{2}\/\d{6}$/,
    idHint: 'the year and six digits of the registration, such as "2024/000007"',
    addressOf: (id) => `https://register.eci.ec.europa.eu/core/api/register/details/${id}`,
    // The initiative's texts come in two dozen languages.
    maxBytes: 4_000_000,
    read: (answer) => {
      const { data } = eciSchema.safeParse(answer);
      if (data === undefined) return null;
      const { status } = data;
      const state = status === "ONGOING" ? "open" : eciOver.has(status) ? "closed" : null;
      return { signatures: data.sosReport.totalSignatures, state };
    },
  },
  proca: {
    name: "Proca",
    id: /^([1-9]\d{0,8}|[A-Za-z][\w./-]{0,98})$/,
    idHint: 'the number or the name of the action page, such as "1234" or "free-them/en"',
    addressOf: (id) => {
      const page = isNumber(id) ? Number(id) : id;
      return `https://api.proca.app/api?${new URLSearchParams({ query: procaQuery(id), variables: JSON.stringify({ page }) }).toString()}`;
    },
    maxBytes: 20_000,
    read: (answer, id) => {
      const { data: page } = procaSchema.transform(({ data }) => data.actionPage).safeParse(answer);
      if (page === undefined || (isNumber(id) ? page.id !== Number(id) : page.name !== undefined && page.name !== id)) return null;
      return { signatures: page.campaign.stats.supporterCount, state: null };
    },
  },
};

/** Who counted, as readers are told: the platform, or the host of the page that a campaigner read. */
export const counterOf = (source: string): string => {
  const host = URL.parse(source)?.hostname.replace(/^www\./, "") ?? "";
  const platform = Object.values(petitionPlatforms).find(({ addressOf }) => URL.parse(addressOf("1"))?.hostname === host);
  return platform?.name ?? host;
};
