import ipaddr from 'ipaddr.js';

/** Ranges no host or VIP can have: RFC 1122 section 3.2.1.3, RFC 3927, RFC 4291 section 2.5 (a link-local address needs a zone). */
const unusable: Readonly<Record<string, string>> = {
  unspecified: 'an unspecified address',
  broadcast: 'the broadcast address',
  multicast: 'a multicast address',
  linkLocal: 'a link-local address',
  loopback: 'a loopback address',
  ipv4Mapped: 'an IPv4 address in IPv6 clothes',
};

/** The one spelling of an address (dotted quad; RFC 5952), or undefined when it is none. No zone, no prefix, no octal or short forms. */
export function normalise(text: string): string | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return text;
  if (text.length > 45 || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  return ipaddr.IPv6.parse(text).toRFC5952String();
}

/** @param address a normalised address */
export function family(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

/** Why no host can have this address (`a loopback address`), or undefined when one can. @param address a normalised address */
export function whyUnusable(address: string): string | undefined {
  return unusable[ipaddr.parse(address).range()];
}

/** True when `address` is in `subnet`, written as CIDR. Different families never match. */
export function inSubnet(address: string, subnet: string): boolean {
  const [network, prefix] = ipaddr.parseCIDR(subnet);
  const parsed = ipaddr.parse(address);
  return parsed.kind() === network.kind() && parsed.match(network, prefix);
}

export interface Subnet {
  /** CIDR with the network's address: 192.168.233.0/24. */
  readonly cidr: string;
  readonly prefix: number;
  /** The address of the network itself (IPv6: the subnet-router anycast address, RFC 4291 2.6.1); none in /31, /32, /127, /128. */
  readonly network?: string;
  /** IPv4 only; none in /31 (RFC 3021) and /32. */
  readonly broadcast?: string;
}

/** The subnet of an address and prefix as a NIC carries it, or undefined when they make no sense. */
export function subnetOf(address: string, prefix: number): Subnet | undefined {
  const own = normalise(address);
  if (own === undefined) return undefined;
  const v4 = family(own) === 4;
  const bits = v4 ? 32 : 128;
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits) return undefined;
  const cidr = `${own}/${prefix}`;
  const network = v4 ? ipaddr.IPv4.networkAddressFromCIDR(cidr).toString() : ipaddr.IPv6.networkAddressFromCIDR(cidr).toRFC5952String();
  const subnet = {cidr: `${network}/${prefix}`, prefix};
  if (prefix >= bits - 1) return subnet;
  return v4 ? {...subnet, network, broadcast: ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString()} : {...subnet, network};
}
