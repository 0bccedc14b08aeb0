import { UserError } from "./user-error.ts";

/** Another process has the data folder: it may be a worker that starts or ends, or another command, so that waiting helps. */
export class FolderInUse extends UserError {}
