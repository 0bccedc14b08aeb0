import { checkCommand } from "./check.ts";
import type { CommandEntry } from "./command-environment.ts";
import { composeCommand } from "./compose.ts";
import { doctorCommand } from "./doctor.ts";
import { planCommand } from "./plan.ts";
import { postCommand } from "./post.ts";
import { previewCommand } from "./preview.ts";
import { startCommand } from "./start.ts";
import { statusCommand } from "./status.ts";

/** Every command, in the order in which `--help` lists them. */
export const commands: readonly CommandEntry[] = [
  startCommand,
  checkCommand,
  planCommand,
  previewCommand,
  composeCommand,
  postCommand,
  statusCommand,
  doctorCommand,
];
