import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { jsonSchemas } from "../../../src/content/json-schemas.ts";
import { goodCampaign } from "./campaign-folder.ts";

const root = join(import.meta.dirname, "../../..");
const schemas = jsonSchemas();

const validator = (name: string) => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schemas[name]!);
  return (yaml: string): string[] => {
    validate(parse(yaml));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
};

const schemaOf = (yaml: string): string => /\$schema=(?:\.\.?\/)?schema\/(\S+)/.exec(yaml)![1]!;

test("each kind of file has its schema", () => {
  expect(Object.keys(schemas).sort()).toEqual([
    "actions.json",
    "calendar.json",
    "campaign.json",
    "counts.json",
    "petition.json",
    "prisoner.json",
  ]);
});

const shipped = globSync("content/**/*.yaml", { cwd: root }).map((name) => [name, readFileSync(join(root, name), "utf8")] as const);
const sample = Object.entries(goodCampaign).flatMap(([name, data]) =>
  name.endsWith(".yaml") ? [[`sample ${name}`, String(data)] as const] : [],
);

test.each([...shipped, ...sample])("an editor finds nothing wrong with %s", (_, yaml) => {
  expect(validator(schemaOf(yaml))(yaml)).toEqual([]);
});

test("an editor sees a wrong status, an unknown key and a missing one", () => {
  const good = String(goodCampaign["prisoners/boris-example.yaml"]);
  const check = validator("prisoner.json");
  expect(check(good.replace("kind: imprisoned", "kind: free"))).toEqual([expect.stringContaining("/status/kind")]);
  expect(check(good.replace("consent: public", "consnt: public"))).toEqual([
    expect.stringContaining("required property 'consent'"),
    expect.stringContaining('match "else" schema'),
    expect.stringContaining("additional properties"),
  ]);
  expect(check(good.replace("date: 1970", "date: 24.04.1970"))).not.toEqual([]);
});

test("an editor wants of a file what no list says, and of somebody who is in no list everything", () => {
  const check = validator("prisoner.json");
  expect(check('listed: { viasna: "215" }\nhashtags: ["#FreeAnna"]\n')).toEqual([]);
  expect(check('listed: { viasna: none, baj: "7" }\n')).toEqual([]);
  expect(check("listed: { viasna: none }\n")).toEqual(expect.arrayContaining([expect.stringContaining("required property 'name'")]));
  expect(check("gender: F\n")).toEqual(expect.arrayContaining([expect.stringContaining("required property 'sources'")]));
});

/** The keys of a schema that an editor can say nothing about. */
const unexplained = (schema: object, path: string): string[] =>
  Object.entries(schema).flatMap(([word, value]: [string, unknown]) => {
    if (typeof value !== "object" || value === null) return [];
    if (word !== "properties") return unexplained(value, path);
    return Object.entries(value).flatMap(([key, inner]: [string, object]) => {
      const isExplained = "description" in inner || "enum" in inner || "$ref" in inner;
      return (isExplained ? [] : [`${path}.${key}`]).concat(unexplained(inner, `${path}.${key}`));
    });
  });

test.each(Object.keys(schemas))("%s explains its keys", (name) => {
  expect(unexplained(schemas[name]!, "")).toEqual([]);
});

test("the schemas in content/schema are current", () => {
  const script = join(root, "src/content/write-json-schemas.ts");
  expect(existsSync(script)).toBe(true);
  execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" });
});
