import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Answers with a machine's own secrets inside one cloud, though it lies among the public addresses. */
const metadata = ["168.63.129.16"];
/** Where IPv6 addresses of the open internet are (RFC 4291, 2.4); none outside of it is. */
const globalUnicast = ipaddr.IPv6.parse("2000::");

/**
 * Whether a network address is on the open internet: no machine, neighbour, network or cloud of our own, in whatever
 * spelling. An IPv4 address inside an IPv6 one counts as what it leads to, and one that is translated is not followed.
 */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0 || metadata.includes(address)) return false;
  const known = ipaddr.process(address);
  if (known.range() !== "unicast") return false;
  return known.kind() === "ipv4" || known.match(globalUnicast, 3);
}
