import { tmpdir } from "node:os";
import { join } from "node:path";

/** For processes that live for seconds: to optimize the embedded database's code would cost more than all that they do. */
export const quickNodeFlags = ["--liftoff-only"] as const;

/** As `npm start` does it, so that hundreds of starts do not each compile the same files. */
export const compileCache = { NODE_COMPILE_CACHE: join(tmpdir(), "rollcall-tests-compiled") } as const;
