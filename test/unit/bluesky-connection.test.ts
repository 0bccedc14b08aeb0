import { describe, expect, it } from "vitest";
import { pdsOf } from "../../src/networks/bluesky/connection.ts";

const documentOf = (serviceEndpoint: unknown, id = "#atproto_pds") => ({
  id: "did:plc:abc",
  service: [{ id, type: "Any", serviceEndpoint }],
});

describe("the server that a DID document names", () => {
  it.each([
    ["its origin", documentOf("https://morel.us-east.host.bsky.network"), "https://morel.us-east.host.bsky.network"],
    ["its origin, by an absolute id", documentOf("https://pds.example.org/", "did:plc:abc#atproto_pds"), "https://pds.example.org"],
    ["none that lacks TLS", documentOf("http://pds.example.org"), null],
    ["none of another kind", documentOf("https://labels.example.org", "#atproto_labeler"), null],
    ["none that is no address", documentOf("nonsense"), null],
    ["none that is no text", documentOf({ uri: "https://pds.example.org" }), null],
    ["none where there is no document", undefined, null],
    ["none where the document is strange", { service: [null, 1, "a"] }, null],
  ])("is %s", (_name, document, origin) => {
    expect(pdsOf(document)).toBe(origin);
  });
});
