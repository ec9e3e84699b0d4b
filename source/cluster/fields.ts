import * as z from 'zod/mini';
import {normalise} from './addresses.ts';

/*
 * One schema a field. Its message is what would be right (a problem's `wanted`), the same for a wrong type and a wrong value.
 * Text fields are tight on purpose: what passes here is written into configuration files and handed to programs, so no
 * character that a shell, keepalived.conf, sysctl.d or ifcfg reads as more than itself may come through.
 */

export const text = (pattern: RegExp, wanted: string) => z.string(wanted).check(z.regex(pattern, wanted));

export const whole = (from: number, to: number, what = '') => {
  const wanted = `a whole number from ${from} to ${to}${what}`;
  return z.int(wanted).check(z.gte(from, wanted), z.lte(to, wanted));
};

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';

export const clusterName = text(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
  'a name of letters, digits, ".", "_" and "-", 63 at most, that begins with a letter or digit',
);

/** RFC 1123 section 2.1, RFC 1035 section 2.3.4. */
export const hostName = text(
  new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`),
  'a host name: parts of letters, digits and inner "-", joined by "." (in quotes if it is all digits)',
);

/** Linux' dev_valid_name(), IFNAMSIZ; "all" and "default" are not NICs but directories of net.ipv4.conf; "-" in front is an option. */
export const interfaceName = text(
  /^(?!\.{1,2}$|all$|default$)[A-Za-z0-9._][A-Za-z0-9._-]{0,14}$/,
  'the name of a NIC: 15 letters, digits, ".", "_" and "-" at most',
);

const addressWanted = 'an IPv4 or IPv6 address, e.g. 192.168.233.10, without prefix or zone';

/** Comes out in its one spelling, so that addresses can be compared as text. */
export const address = z.string(addressWanted).check(
  z.refine(value => normalise(value) !== undefined, addressWanted),
  z.overwrite(value => normalise(value) ?? value),
);

export const port = whole(1, 65_535);

/** RFC 3986's path and query without `; * ( ) ! $ '`: those can be percent-encoded. */
export const httpPath = text(
  /^(?=.{1,1024}$)\/(?:[A-Za-z0-9._~&+,=:@/?-]|%[0-9A-Fa-f]{2})*$/,
  'a path that begins with "/", 1024 characters at most, anything unusual percent-encoded',
);

/** keepalived takes `# ! $ { } \` and quotes for its own, and counts 8 characters (keepalived.conf(5), auth_pass). */
export const password = text(
  /^[A-Za-z0-9._+=:,/@%-]{1,8}$/,
  '1 to 8 characters (keepalived counts no more) of letters, digits and . _ + = : , / @ % -',
);

/** What would be right, or undefined when `value` is right: for a question that checks its answer. */
export function wantedInstead(field: z.ZodMiniType, value: unknown): string | undefined {
  return field.safeParse(value).error?.issues[0]?.message;
}
