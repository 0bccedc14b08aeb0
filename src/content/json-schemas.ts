import { z } from "zod";
import { contentSchemas } from "./content-schemas.ts";

/** Addresses may have letters of any script, which the format `uri` of JSON Schema refuses. */
const override = ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
  if (jsonSchema.format !== "uri") return;
  delete jsonSchema.format;
  jsonSchema.pattern = "^https?://\\S+$";
};

/**
 * The JSON Schema of each kind of file, by file name, for editors: what one may write, before defaults are filled in.
 * Draft 7, which yaml-language-server reads best.
 */
export const jsonSchemas = (): Record<string, object> =>
  Object.fromEntries(
    Object.values(contentSchemas).map(({ schema, path }) => [
      path.replace(/^.*\//, ""),
      z.toJSONSchema(schema, { io: "input", target: "draft-7", override }),
    ]),
  );
