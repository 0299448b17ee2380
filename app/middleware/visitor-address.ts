import ipaddr from "ipaddr.js";

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Read a list of networks ("10.0.0.0/8, fd00::/8"). Throws when one of them is none. */
export function parseNetworks(text: string): Network[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => ipaddr.parseCIDR(part));
}

/**
 * The visitor's network address: the rightmost that no trusted proxy added, IPv6 by its /64, because one household has
 * all of that. Without trusted proxies it is the peer itself, whatever it claims.
 */
export function visitorAddress(peer: string, forwardedFor: string | null, trusted: Network[]): string {
  const chain = [...(forwardedFor?.split(",") ?? []), peer].map((part) => part.trim()).reverse();
  let visitor = peer;
  for (const hop of chain) {
    const address = parse(hop);
    if (!address) break;
    visitor = hop;
    if (!trusted.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits)))
      break;
  }
  return byNetwork(parse(visitor), visitor);
}

function parse(text: string) {
  try {
    return ipaddr.process(text);
  } catch {
    return null;
  }
}

function byNetwork(address: ReturnType<typeof parse>, text: string): string {
  if (!(address instanceof ipaddr.IPv6)) return address?.toString() ?? text;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
}
