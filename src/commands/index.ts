import { checkCommand } from "./check.ts";
import type { CommandEntry } from "./command-environment.ts";
import { composeCommand } from "./compose.ts";
import { countCommand } from "./count.ts";
import { correctCommand } from "./correct.ts";
import { doctorCommand } from "./doctor.ts";
import { findCommand } from "./find.ts";
import { hashtagsCommand } from "./hashtags.ts";
import { importCommand } from "./import.ts";
import { logCommand } from "./log.ts";
import { petitionsCommand } from "./petitions.ts";
import { planCommand } from "./plan.ts";
import { postCommand } from "./post.ts";
import { previewCommand } from "./preview.ts";
import { queueCommand } from "./queue.ts";
import { settleCommand } from "./settle.ts";
import { staleCommand } from "./stale.ts";
import { startCommand } from "./start.ts";
import { statusCommand } from "./status.ts";
import { verifyCommand } from "./verify.ts";
import { withdrawCommand } from "./withdraw.ts";

/** Every command, in the order in which `--help` lists them. */
export const commands: readonly CommandEntry[] = [
  startCommand,
  checkCommand,
  planCommand,
  previewCommand,
  composeCommand,
  countCommand,
  petitionsCommand,
  hashtagsCommand,
  postCommand,
  queueCommand,
  settleCommand,
  correctCommand,
  withdrawCommand,
  staleCommand,
  verifyCommand,
  findCommand,
  importCommand,
  statusCommand,
  logCommand,
  doctorCommand,
];
