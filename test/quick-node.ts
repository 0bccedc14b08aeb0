import { fileURLToPath } from "node:url";

/** For processes that live for seconds: to optimize the embedded database's code would cost more than all that they do. */
export const quickNodeFlags = ["--liftoff-only"] as const;

/** As `npm start` does it, so that hundreds of starts do not each compile the same files. */
export const compileCache = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL("../node_modules/.cache/rollcall-tests", import.meta.url)),
} as const;
