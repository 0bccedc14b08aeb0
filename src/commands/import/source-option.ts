import { InvalidArgumentError } from "commander";
import { sourceSchema } from "../../campaign/lists/person-list.ts";

export const parseSource = (value: string): string => {
  const { data, error } = sourceSchema.safeParse(value);
  if (data === undefined) throw new InvalidArgumentError(`It ${error?.issues[0]?.message ?? "must be a short name, such as baj"}.`);
  return data;
};

export const sourceOption = [
  "--source <name>",
  "the list's name, as of its file in content/lists/; only where there are several",
  parseSource,
] as const;
