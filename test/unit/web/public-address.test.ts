import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "../../../src/web/public-address.ts";

/** https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry: network, length. */
const special: readonly (readonly [string, string, number])[] = [
  ["this network", "0.0.0.0", 8],
  ["private", "10.0.0.0", 8],
  ["carrier NAT", "100.64.0.0", 10],
  ["loopback", "127.0.0.0", 8],
  ["link-local, with the clouds' metadata", "169.254.0.0", 16],
  ["private", "172.16.0.0", 12],
  ["IETF protocols", "192.0.0.0", 24],
  ["documentation", "192.0.2.0", 24],
  ["6to4 relays", "192.88.99.0", 24],
  ["private", "192.168.0.0", 16],
  ["benchmarks", "198.18.0.0", 15],
  ["documentation", "198.51.100.0", 24],
  ["documentation", "203.0.113.0", 24],
  ["multicast", "224.0.0.0", 4],
  ["reserved and broadcast", "240.0.0.0", 4],
  ["unspecified, loopback and IPv4-compatible", "::", 96],
  ["IPv4-mapped", "::ffff:0:0", 96],
  ["IPv4-translated", "::ffff:0:0:0", 96],
  ["local NAT64", "64:ff9b:1::", 48],
  ["discard", "100::", 64],
  ["Teredo", "2001::", 32],
  ["benchmarks", "2001:2::", 48],
  ["documentation", "2001:db8::", 32],
  ["6to4", "2002::", 16],
  ["documentation", "3fff::", 20],
  ["segment routing", "5f00::", 16],
  ["unassigned", "4000::", 3],
  ["unique local", "fc00::", 7],
  ["link-local", "fe80::", 10],
  ["site-local", "fec0::", 10],
  ["multicast", "ff00::", 8],
];

const bytesOf = (network: string): number[] => {
  if (!network.includes(":")) return network.split(".").map(Number);
  const [before = "", after = ""] = network.split("::");
  const groups = (part: string): number[] =>
    part
      .split(":")
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16));
  const [head, tail] = [groups(before), groups(after)];
  const all = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
  return all.flatMap((group) => [group >> 8, group & 255]);
};

const format = (bytes: readonly number[]): string =>
  bytes.length === 4
    ? bytes.join(".")
    : Array.from({ length: 8 }, (_, index) => ((bytes[index * 2]! << 8) | bytes[index * 2 + 1]!).toString(16)).join(":");

/** Any address of a network: its first bits, and the others at will. */
const addressIn = (network: string, length: number) => {
  const base = bytesOf(network);
  return fc.uint8Array({ minLength: base.length, maxLength: base.length }).map((random) =>
    format(
      base.map((byte, index) => {
        const fixed = Math.min(8, Math.max(0, length - index * 8));
        const mask = (0xff00 >> fixed) & 0xff;
        return (byte & mask) | (random[index]! & ~mask & 0xff);
      }),
    ),
  );
};

describe("an address that is not everybody's", () => {
  test.each(special)("is refused: %s, %s/%i", (_, network, length) => {
    expect(isPublicAddress(format(bytesOf(network)))).toBe(false);
    fc.assert(fc.property(addressIn(network, length), (address) => !isPublicAddress(address)));
  });

  test("is refused behind NAT64, too", () => {
    expect(isPublicAddress("64:ff9b::10.0.0.1")).toBe(false);
    expect(isPublicAddress("64:ff9b::a9fe:a9fe")).toBe(false);
  });

  test.each([
    "",
    "localhost",
    "example.org",
    "127.1",
    "0x7f.0.0.1",
    "2130706433",
    "[::1]",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "8.8.8.8/32",
    " 8.8.8.8",
  ])("is refused where it is none: %j", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("an address of the public internet", () => {
  test.each([
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "172.32.0.1",
    "100.128.0.1",
    "192.167.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001:82a::200e",
  ])("is allowed: %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test("is allowed through NAT64", () => {
    expect(isPublicAddress("64:ff9b::8.8.8.8")).toBe(true);
  });
});
