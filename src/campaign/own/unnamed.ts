/** How the record calls whoever decided without a name that the campaign knows. */
export const unnamed = {
  commandLine: "somebody at the command line",
  adminChat: "a campaigner in the admin chat",
} as const;

/** Two who are not named may be one person, so that neither can be the other's second pair of eyes. */
export const isUnnamed = (who: string): boolean => (Object.values(unnamed) as readonly string[]).includes(who);
