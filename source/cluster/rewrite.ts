import {isMap, isNode, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq} from 'yaml';
import {normalise} from './addresses.ts';
import {entryLines, flowText, isTree, itemLines, scalarText} from './emit.ts';
import type {Tree} from './layout.ts';
import {parseYaml} from './yaml.ts';

/**
 * A person's YAML with new values, every byte that need not change kept. The text is cut into pieces, one a list item or
 * `key: value`, with what stands before each (line breaks, comments); pieces are kept, changed inside, dropped or added.
 * @param full every field of what is wanted, defaults too
 * @param needed the same without defaults: what has to be added where the text does not have it
 * @returns undefined when the text cannot be cut; the caller has to read the result back and compare
 */
export function rewrite(text: string, full: Tree, needed: Tree): string | undefined {
  const {document} = parseYaml(text);
  const root = document?.contents;
  if (!isMap(root) || root.items.length === 0) return undefined;
  const writer = new Rewriter(text);
  const [start, end] = [writer.start(root), writer.end(root)];
  return text.slice(0, start) + writer.map(root, full, needed) + text.slice(end);
}

interface Piece {
  /** What it is found by: a map's key, a list item's identity. */
  readonly id: string;
  /** The text between the piece before and this one. */
  readonly before: string;
  readonly body: string;
  /** Offset. */
  readonly end: number;
}

class Rewriter {
  readonly #text: string;
  readonly #eol: string;

  constructor(text: string) {
    this.#text = text;
    this.#eol = text.includes('\r\n') ? '\r\n' : '\n';
  }

  map(node: YAMLMap, full: Tree, needed: Tree): string {
    const pieces = this.#cut(
      node,
      node.items.map(pair => [pair.key as Node, pair.value as Node | null] as const),
      (key, value, end) => {
        const id = String((key as Scalar).value);
        const start = this.start(key);
        if (!Object.hasOwn(full, id) || value === null) return {id, body: ''};
        const inner = this.#value(value, full[id], needed[id] ?? full[id], id);
        const body =
          inner === undefined
            ? this.#lines(entryLines(id, needed[id] ?? full[id]), node, start) + this.#text.slice(this.end(value), end)
            : this.#text.slice(start, this.start(value)) + inner + this.#text.slice(this.end(value), end);
        return {id, body};
      },
    );
    const keys = pieces.map(({id}) => id).filter(id => Object.hasOwn(full, id));
    const order = Object.keys(full);
    for (const key of Object.keys(needed).filter(id => !keys.includes(id))) {
      // After the nearest key that comes before it in a fresh file.
      const before = order.slice(0, order.indexOf(key)).findLast(id => keys.includes(id));
      keys.splice(before === undefined ? keys.length : keys.indexOf(before) + 1, 0, key);
    }
    return this.#join(node, pieces, keys, id => (node.flow ? [`${id}: ${flowText(needed[id])}`] : entryLines(id, needed[id])));
  }

  #seq(node: YAMLSeq, full: readonly unknown[], needed: readonly unknown[]): string {
    const ids = full.map(identity);
    const pieces = this.#cut(
      node,
      node.items.map(item => [item as Node, item as Node] as const),
      (_, item, end) => {
        const id = identity((item as Node).toJSON());
        const start = this.#itemStart(node, item as Node);
        const index = ids.indexOf(id);
        const inner = index < 0 ? undefined : this.#value(item as Node, full[index], needed[index], '');
        return {
          id,
          body: this.#text.slice(start, this.start(item as Node)) + (inner ?? '') + this.#text.slice(this.end(item as Node), end),
        };
      },
    );
    const [first] = node.items;
    const style = isMap(first) && first.flow ? 'flow' : 'block';
    return this.#join(node, pieces, ids, id => {
      const value = needed[ids.indexOf(id)];
      return node.flow ? [flowText(value)] : itemLines(value, style);
    });
  }

  /** The value's new text, or undefined when it changes its kind (or a list becomes or was empty) and has to be written anew. */
  #value(node: Node, full: unknown, needed: unknown, key: string): string | undefined {
    if (isMap(node) && isTree(full) && isTree(needed) && node.items.length > 0) return this.map(node, full, needed);
    if (isSeq(node) && Array.isArray(full) && Array.isArray(needed)) {
      if (node.items.length > 0 && full.length > 0) return this.#seq(node, full, needed);
      return node.items.length === full.length ? this.#text.slice(this.start(node), this.end(node)) : undefined;
    }
    if (!isScalar(node) || (typeof full === 'object' && full !== null)) return undefined;
    const old = this.#text.slice(this.start(node), this.end(node));
    if (node.value === full || (key !== 'name' && typeof node.value === 'string' && normalise(node.value) === full)) return old;
    const quotes = old[0] === '"' || old[0] === "'" ? old[0] : '';
    return old === '' ? undefined : scalarText(full, quotes);
  }

  start(node: Node): number {
    return node.range?.[0] ?? 0;
  }

  /** Where the node's own text ends; in block style with the rest of its last line, as a comment there belongs to it. */
  end(node: Node): number {
    const last =
      isMap(node) && !node.flow
        ? (node.items.at(-1)?.value ?? node.items.at(-1)?.key)
        : isSeq(node) && !node.flow
          ? node.items.at(-1)
          : undefined;
    return isNode(last) ? this.#lineEnd(this.end(last)) : (node.range?.[1] ?? 0);
  }

  #lineEnd(from: number): number {
    const at = this.#text.indexOf('\n', from);
    if (at < 0) return this.#text.length;
    return at > from && this.#text[at - 1] === '\r' ? at - 1 : at;
  }

  /** A block list's item starts at its dash. */
  #itemStart(list: YAMLSeq, item: Node): number {
    return list.flow ? this.start(item) : this.#text.lastIndexOf('-', this.start(item) - 1);
  }

  #cut(
    node: YAMLMap | YAMLSeq,
    parts: readonly (readonly [Node, Node | null])[],
    piece: (first: Node, value: Node | null, end: number) => {id: string; body: string},
  ): Piece[] {
    let at = this.start(node);
    return parts.map(([first, value]) => {
      const start = isSeq(node) ? this.#itemStart(node, first) : this.start(first);
      const end = node.flow ? this.end(value ?? first) : this.#lineEnd(this.end(value ?? first));
      const before = this.#text.slice(at, start);
      at = end;
      return {...piece(first, value, end), before, end};
    });
  }

  #join(node: YAMLMap | YAMLSeq, pieces: readonly Piece[], ids: readonly string[], fresh: (id: string) => string[]): string {
    const known = new Map(pieces.map(piece => [piece.id, piece]));
    const [first] = pieces;
    const column = this.start(node);
    const separator = node.flow ? ', ' : this.#eol + this.#indent(column);
    const opening = first?.before ?? '';
    const body = ids.map((id, index) => {
      const piece = known.get(id);
      const text = piece?.body ?? this.#lines(fresh(id), node, column);
      // A piece that moves to the front brings the comments before it, not the break or comma.
      if (index === 0) return opening + (piece === undefined || piece === first ? '' : piece.before.replace(/^[\s,]+/, '')) + text;
      return (piece === undefined || piece === first ? separator : piece.before) + text;
    });
    const last = pieces.at(-1);
    const closing = node.flow && last !== undefined ? this.#text.slice(last.end, this.end(node)) : '';
    return body.join('') + closing;
  }

  #lines(lines: readonly string[], node: YAMLMap | YAMLSeq, from: number): string {
    return node.flow ? lines.map(line => line.trim()).join(' ') : lines.join(this.#eol + this.#indent(from));
  }

  /** White space as wide as what stands before `offset` on its line. */
  #indent(offset: number): string {
    return ' '.repeat(offset - (this.#text.lastIndexOf('\n', offset - 1) + 1));
  }
}

/** Hosts are the same by name, services by what reaches them. */
function identity(item: unknown): string {
  if (!isTree(item)) return JSON.stringify(item);
  if (typeof item.name === 'string') return item.name.toLowerCase();
  const vip = typeof item.vip === 'string' ? (normalise(item.vip) ?? item.vip) : undefined;
  return JSON.stringify([vip, item.fwmark, item.port, item.protocol ?? 'tcp']);
}
