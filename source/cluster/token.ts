import {createHash} from 'node:crypto';
import {deflateRawSync, inflateRawSync} from 'node:zlib';
import type {Cluster} from './cluster.ts';
import {treeOf} from './layout.ts';
import {InputError, type Problem} from './problem.ts';
import {validateCluster} from './validate.ts';
import {quote} from './wording.ts';

/** A cluster carried in one line, and whether its VRRP password has to be given beside it. */
export interface DecodedToken {
  /** `vrrp.password` is null when it is missing. */
  readonly cluster: Cluster;
  readonly passwordMissing: boolean;
}

const version = 1;
/** Characters: what Linux lets one argument of a command line be (MAX_ARG_STRLEN). */
const longest = 131_072;
/** Bytes of JSON a token may inflate to. */
const largest = 256 * 1024;
const checksumLength = 10;

/**
 * What most clusters have in common, so that a token only carries what is its own: deflate refers back into it (RFC 1950,
 * FDICT). It is part of the format: another text needs another version of the token.
 */
const dictionary = Buffer.from(
  '"selinux":"leave""firewall":"leave""firewall":"open""nat":{"gateway":"10.0.0.1","interface":"eth1"}"unicast":true' +
    '"preempt":false"advertSeconds":"persistence":300,"realPort":8080"fwmark":1,"protocol":"udp","protocol":"sctp",' +
    '"scheduler":"wlc","scheduler":"wrr","scheduler":"lc","scheduler":"sh","scheduler":"mh","check":{"type":"none"}' +
    '"check":{"type":"http","path":"/health","status":200}".example.com"2001:db8::"fd00::"address":"10.0.0."address":"172.16.' +
    '{"version":1,"name":"web","mode":"nat","mode":"tun","mode":"dr","services":[{"vip":"192.168.0.1","port":443},{"vip":"192.168.1.' +
    '","port":80}],"directors":[{"name":"director1","address":"192.168.0.1","interface":"ens33","priority":150},' +
    '{"name":"director2","address":"192.168.1.1","interface":"eth0"}],"realServers":[{"name":"web01","weight":2},{"name":"nginx1",' +
    '"address":"192.168.0.1","interface":"eth0"},{"name":"nginx2","address":"192.168.1.1","interface":"ens33"},{"name":"' +
    '"}],"vrrp":{"routerId":51,"password":true}}',
);

/**
 * The cluster as one line for `lvs-wizard join`: `lvs1.`, base64url of deflated JSON, `.`, a checksum. Whoever sees it learns
 * the cluster's names and addresses, but not the VRRP password: only that there is one.
 */
export function encodeToken(cluster: Cluster): string {
  const tree = treeOf(cluster, 'all');
  const {vrrp} = cluster;
  if (vrrp !== undefined && vrrp.password !== null) tree.vrrp = {...(tree.vrrp as object), password: true};
  const payload = deflateRawSync(JSON.stringify(tree), {level: 9, dictionary}).toString('base64url');
  return `lvs${version}.${payload}.${checksum(payload)}`;
}

/**
 * Reads a token back. White space and quotes that a terminal, a mail or a shell put into or around it do no harm.
 * @throws InputError with source `token`; a problem is at `token`, or at a field of the cluster when it came over whole
 */
export function decodeToken(text: string): DecodedToken {
  if (text.length > longest) fail(`${text.length} characters`, `${longest} characters at most`);
  const token = text.replace(/[\s\u200b\u2060\ufeff]+/g, '').replace(/^['"`‘“„«]+|['"`’”»]+$/g, '');
  const made = /^lvs([1-9]\d{0,4})\./.exec(token);
  if (made === null) fail(quote(token), `a token as \`lvs-wizard token\` prints it, beginning with \`lvs${version}.\``);
  if (Number(made?.[1]) > version)
    fail(`lvs${made?.[1]}`, 'a token this program can read: it was made by a newer lvs-wizard, update this one');
  const [, payload = '', sum = '', ...more] = token.split('.');
  if (!/^[\w-]*$/.test(payload) || !/^[\w-]*$/.test(sum) || more.length > 0) {
    fail('characters that no token has', 'letters, digits, "-" and "_" between its two dots');
  }
  if (payload === '' || sum.length < checksumLength) fail('only its beginning', 'the whole token: it was not copied whole');
  if (sum !== checksum(payload)) fail('a token that does not match its checksum', 'the token as it was printed: it was not copied whole');
  const tree = inflate(payload);
  const passwordMissing = takePassword(tree);
  return {cluster: validateCluster(tree, 'token', 'token'), passwordMissing};
}

function inflate(payload: string): unknown {
  try {
    const json = inflateRawSync(Buffer.from(payload, 'base64url'), {dictionary, maxOutputLength: largest});
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(json));
  } catch (error) {
    const tooLarge = (error as {code?: unknown}).code === 'ERR_BUFFER_TOO_LARGE';
    if (tooLarge) return fail(`more than ${largest} bytes when unpacked`, 'a cluster');
    return fail('something that does not unpack', 'a token made by `lvs-wizard token`');
  }
}

/** Clears the mark that there is a password. A token with a password in it was not made by this program. */
function takePassword(tree: unknown): boolean {
  const vrrp = (tree as {vrrp?: unknown} | null)?.vrrp;
  if (typeof vrrp !== 'object' || vrrp === null || !Object.hasOwn(vrrp, 'password')) return false;
  const holder = vrrp as {password?: unknown};
  if (holder.password !== true) {
    const problem = {where: 'vrrp.password', found: 'a password in a token', wanted: 'none: it is given on each host'};
    throw new InputError('token', [problem]);
  }
  delete holder.password;
  return true;
}

function checksum(payload: string): string {
  return createHash('sha256').update(payload).digest('base64url').slice(0, checksumLength);
}

function fail(found: string, wanted: string): never {
  const problem: Problem = {where: 'token', found, wanted};
  throw new InputError('token', [problem]);
}
