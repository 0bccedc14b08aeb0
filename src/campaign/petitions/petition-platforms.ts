import { z } from "zod";
import type { Petition } from "../petition.ts";
import { type Asking, mostSignatures } from "./petition-count.ts";

export type CountedPlatform = Exclude<Petition["platform"], "manual">;

/** What one answer of a platform says, and all that is taken from it. */
export interface PlatformAnswer {
  readonly signatures: number;
  /** Null where the answer says nothing of it. */
  readonly state: "open" | "closed" | null;
}

interface PetitionPlatform {
  /** A proper name, said in every language. */
  readonly name: string;
  readonly id: RegExp;
  /** What `platformId` has to be. */
  readonly idHint: string;
  /** Left out: the address of the number, by which it is named as a source. */
  readonly addressOf: (id: string, asking?: Asking) => string;
  /** Far more than its answers have. */
  readonly maxBytes: number;
  /** Null where the answer is not of the platform's shape, or of another petition. */
  readonly read: (answer: unknown, id: string) => PlatformAnswer | null;
}

const signaturesSchema = z.int().min(0).max(mostSignatures);

/** https://github.com/alphagov/e-petitions, `app/views/petitions/_petition.json.jbuilder`, and the same of archived ones. Who opened it is in there, and not read. */
const ukRecordSchema = z.object({
  id: z.int(),
  attributes: z
    .object({ signature_count: signaturesSchema, state: z.unknown().optional() })
    .transform(({ signature_count: signatures, state }) => ({
      signatures,
      state,
    })),
});
const ukSchema = z.union([
  z.object({ data: ukRecordSchema }).transform(({ data }) => data),
  // As it was before 2017.
  ukRecordSchema,
  // `count.json`: of the petition that was asked for, without saying so.
  z
    .object({ id: z.int().optional(), data: z.undefined().optional(), signature_count: signaturesSchema })
    .transform(({ id = null, signature_count: signatures }) => ({ id, attributes: { signatures, state: null } })),
]);
/** Rejected, hidden, stopped and removed ones take no signatures any more, either. */
const ukOver: ReadonlySet<unknown> = new Set(["closed", "rejected", "hidden", "stopped", "removed", "completed"]);

const eciSchema = z.object({
  sosReport: z.object({ totalSignatures: signaturesSchema }),
  status: z.unknown().optional(),
  comRegNum: z.unknown().optional(),
  registrationNumber: z.unknown().optional(),
  year: z.unknown().optional(),
  number: z.unknown().optional(),
});
/** Registrations as the register writes them, such as `ECI(2024)000007`; other numbers are none. */
const eciNamed = /^(?:\D*)(20\d{2})\D{1,3}(\d{6})$/;
/** Whether an answer names another initiative than the one asked for; those of some servers name none. */
const isOtherEci = ({ comRegNum, registrationNumber, year, number }: z.infer<typeof eciSchema>, id: string): boolean => {
  const said = [comRegNum, registrationNumber, `${String(year)}/${String(number).padStart(6, "0")}`];
  return said.some((each) => {
    const named = typeof each === "string" ? eciNamed.exec(each.trim()) : null;
    return named !== null && `${named[1]}/${named[2]}` !== id;
  });
};
const eciOver: ReadonlySet<unknown> = new Set([
  "CLOSED",
  "WITHDRAWN",
  "REJECTED",
  "VERIFICATION",
  "SUBMITTED",
  "ANSWERED",
  "INSUFFICIENT_SUPPORT",
]);

const procaSchema = z.object({
  errors: z.null().optional(),
  data: z.object({
    actionPage: z.object({
      id: z.int().positive(),
      name: z.string().optional(),
      campaign: z.object({ status: z.unknown().optional(), stats: z.object({ supporterCount: signaturesSchema }) }),
    }),
  }),
});

const isNumber = (id: string): boolean => /^\d+$/.test(id);

/** Older servers know no status, and refuse whatever names it: the number alone is asked for on other days. */
const procaQuery = (id: string, asking: Asking): string => {
  const [name, type] = isNumber(id) ? ["id", "Int"] : ["name", "String"];
  return `query($page:${type}!){actionPage(${name}:$page){id name campaign{${asking === "state" ? "status " : ""}stats{supporterCount}}}}`;
};

/** Where signatures can be counted without a key, and how each platform answers. */
export const petitionPlatforms: Readonly<Record<CountedPlatform, PetitionPlatform>> = {
  "uk-parliament": {
    name: "UK Parliament",
    id: /^[1-9]\d{0,8}$/,
    idHint: 'the number in the petition\'s address, such as "700000"',
    addressOf: (id, asking = "count") => `https://petition.parliament.uk/petitions/${id}${asking === "count" ? "/count" : ""}.json`,
    // The record has a line for each of 650 constituencies.
    maxBytes: 1_000_000,
    read: (answer, id) => {
      const { data } = ukSchema.safeParse(answer);
      if (data === undefined || (data.id !== null && data.id !== Number(id))) return null;
      const { signatures, state } = data.attributes;
      return { signatures, state: state === "open" ? "open" : ukOver.has(state) ? "closed" : null };
    },
  },
  "european-citizens-initiative": {
    name: "European Citizens’ Initiative",
    id: /^20\d{2}\/\d{6}$/,
    idHint: 'the year and six digits of the registration, such as "2024/000007"',
    addressOf: (id) => `https://register.eci.ec.europa.eu/core/api/register/details/${id}`,
    // The initiative's texts come in two dozen languages.
    maxBytes: 4_000_000,
    read: (answer, id) => {
      const { data } = eciSchema.safeParse(answer);
      if (data === undefined || isOtherEci(data, id)) return null;
      const { status } = data;
      const state = status === "ONGOING" ? "open" : eciOver.has(status) ? "closed" : null;
      return { signatures: data.sosReport.totalSignatures, state };
    },
  },
  proca: {
    name: "Proca",
    id: /^([1-9]\d{0,8}|[A-Za-z][\w./-]{0,98})$/,
    idHint: 'the number or the name of the action page, such as "1234" or "free-them/en"',
    addressOf: (id, asking = "count") => {
      const page = isNumber(id) ? Number(id) : id;
      return `https://api.proca.app/api?${new URLSearchParams({ query: procaQuery(id, asking), variables: JSON.stringify({ page }) }).toString()}`;
    },
    maxBytes: 20_000,
    read: (answer, id) => {
      const { data: page } = procaSchema.transform(({ data }) => data.actionPage).safeParse(answer);
      if (page === undefined || (isNumber(id) ? page.id !== Number(id) : page.name !== undefined && page.name !== id)) return null;
      const { status, stats } = page.campaign;
      return { signatures: stats.supporterCount, state: status === "LIVE" ? "open" : status === "CLOSED" ? "closed" : null };
    },
  },
};

/** Who counted, as readers are told: the platform, or the host of the page that a campaigner read. */
export const counterOf = (source: string): string => {
  const host = URL.parse(source)?.hostname.replace(/^www\./, "") ?? "";
  const platform = Object.values(petitionPlatforms).find(({ addressOf }) => URL.parse(addressOf("1"))?.hostname === host);
  return platform?.name ?? host;
};
