import type {Tree} from './layout.ts';

/*
 * Cluster values as YAML text, in the style of the example in the design: services and `vrrp` spread over lines, a host on
 * one. The yaml library could write it too, but not a single item in the indentation and style of a person's file.
 */

export type Style = 'flow' | 'block';

/** Words that YAML 1.1 or 1.2 readers take for something other than text. */
const reserved = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/** `a`, `"5"`: plain where every YAML reader sees the same text in it. */
export function scalarText(value: unknown, quotes: '"' | "'" | '' = ''): string {
  if (typeof value !== 'string') return String(value);
  if (quotes === "'" && /^[ -&(-~]*$/.test(value)) return `'${value}'`;
  const plain =
    quotes === '' &&
    (/^[A-Za-z/][A-Za-z0-9._/-]*$/.test(value) || /^\d+\.\d+\.\d+\.\d+$/.test(value) || /^[\da-f]+::[\da-f:]*[\da-f]$/.test(value));
  return plain && !reserved.test(value) ? value : JSON.stringify(value);
}

/** `{type: tcp}`, `[1, 2]`. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (!isTree(value)) return scalarText(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${flowText(item)}`)
    .join(', ')}}`;
}

/** The lines of `key: value`, unindented. Lists stand on lines of their own, as does `vrrp`. */
export function entryLines(key: string, value: unknown): string[] {
  if (Array.isArray(value) && value.length > 0) {
    const style = key === 'services' ? 'block' : 'flow';
    return [`${key}:`, ...value.flatMap(item => itemLines(item, style)).map(line => `  ${line}`)];
  }
  if (key === 'vrrp' && isTree(value)) return [`${key}:`, ...blockLines(value).map(line => `  ${line}`)];
  return [`${key}: ${flowText(value)}`];
}

/** The lines of a list item, unindented, the dash included. */
export function itemLines(value: unknown, style: Style): string[] {
  if (style === 'flow' || !isTree(value)) return [`- ${flowText(value)}`];
  return blockLines(value).map((line, index) => `${index === 0 ? '-' : ' '} ${line}`);
}

function blockLines(tree: Tree): string[] {
  return Object.entries(tree).flatMap(([key, value]) => entryLines(key, value));
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
