import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {LabHost} from './lab-host.ts';

type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

/** Fields of `ip -j` that count seconds, number things as they come, or tell of the kernel's progress. */
const passing = new Set([
  'ifindex',
  'link_index',
  'link_netnsid',
  'valid_life_time',
  'preferred_life_time',
  'expires',
  'tentative',
  'stats64',
]);

const lasting = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(lasting);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !passing.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, lasting(part)]),
  );
};

const jsonLines = (text: string): string[] => (JSON.parse(text || '[]') as Json[]).map(item => JSON.stringify(lasting(item)));

/** How a section's text becomes lines that mean the same at any moment. */
const tidy: Record<string, (lines: string[]) => string[]> = {
  content: lines => lines.map(line => line.replace(/^(\S+) +(.*)$/, '$2 $1')),
  sysctl: lines =>
    lines.map(line => line.replace(/^\/proc\/sys\/([^:]*):/, (_, path: string) => `${path.replaceAll('/', '.')} = `).replaceAll('\t', ' ')),
  address: lines =>
    (JSON.parse(lines.join('') || '[]') as {ifname: string; addr_info: Json[]}[]).flatMap(({addr_info: addresses, ...link}) => [
      JSON.stringify(lasting(link as unknown as Json)),
      ...addresses.map(address => `${link.ifname} ${JSON.stringify(lasting(address))}`),
    ]),
  route: lines => jsonLines(lines.join('')),
  route6: lines => jsonLines(lines.join('')),
  // Only what the unit is and whether it is up; its description may carry a moment's state.
  unit: lines => lines.map(line => line.trim().split(/\s+/).slice(0, 4).join(' ')),
  // One rule set is one text: a rule without its chain's name says nothing.
  nft: lines => [lines.join('\n')],
};

/** Everything undo must restore on the host, one fact a line, sorted. Kernel modules are left out: all hosts share them. */
export const takeSnapshot = async (host: LabHost): Promise<string> => {
  const script = await readFile(join(import.meta.dirname, 'guest', 'snapshot'), 'utf8');
  const raw = await host.ok(['bash', '-c', script], {timeoutMs: 120_000});
  return raw
    .split(/\n== /)
    .slice(1)
    .flatMap(text => {
      const [name = '', ...lines] = text.split('\n');
      const full = lines.filter(line => line.trim() !== '');
      return (tidy[name] ?? (same => same))(full).map(line => `${name} ${line}`.trimEnd());
    })
    .sort()
    .join('\n');
};

/** Settings that appear with a module, which stays loaded: it belongs to all hosts of the lab. */
const comesWithModule = /^sysctl net\.(ipv4\.vs|netfilter)\./;

/** What differs, as `- line` of before and `+ line` of after; settings that a newly loaded module brought are not a difference. */
export const diffSnapshots = (before: string, after: string): string[] => {
  const old = before.split('\n');
  const now = after.split('\n');
  const oldSet = new Set(old);
  const nowSet = new Set(now);
  const nameOf = (line: string) => line.split(' = ')[0];
  const oldNames = new Set(old.map(nameOf));
  return [
    ...old.filter(line => !nowSet.has(line)).map(line => `- ${line}`),
    ...now.filter(line => !oldSet.has(line) && !(comesWithModule.test(line) && !oldNames.has(nameOf(line)))).map(line => `+ ${line}`),
  ];
};
