import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** https://www.iana.org/assignments/ipv6-address-space: all of the global unicast space that was ever given out. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");
/** RFC 6052: how a network without IPv4 reaches IPv4 addresses, which are the last 32 bits. */
const nat64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/**
 * Whether an address, as a resolver or a URL's host gives it (no brackets), is one that anybody on the internet can reach.
 * False for whatever is special: loopback, private, link-local, carrier NAT, multicast, reserved, documentation, and IPv6 forms that
 * carry an IPv4 address (mapped, compatible, 6to4, Teredo), since behind them may be a private one.
 */
export const isPublicAddress = (address: string): boolean => {
  if (isIP(address) === 0 || address.includes("%")) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === "unicast";
  if (parsed.match(nat64)) return isPublicAddress(parsed.toByteArray().slice(12).join("."));
  return parsed.match(globalUnicast) && parsed.range() === "unicast";
};
