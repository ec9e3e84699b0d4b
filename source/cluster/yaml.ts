import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
  type YAMLError,
} from 'yaml';
import type {Problem} from './problem.ts';
import {fieldName, type Path, quote} from './wording.ts';

/** Bytes; the largest cluster the schema allows needs less. */
export const largest = 256 * 1024;
/** A cluster file nests 4 levels; the yaml library's composer calls itself for each and would run out of stack, or of node's memory. */
const deepest = 40;
/** Words and marks of the text. It bounds the time a file of nothing but commas or anchors takes. */
const mostLexemes = 200_000;

export type Parsed = Document.Parsed<ParsedNode>;

/** A YAML text as plain values, with all that a cluster file may not contain as problems. */
export interface YamlValue {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** 1-based line of a field as {@link fieldName} writes it; of the nearest one around it when it is missing. */
  readonly lineOf: (where: string) => number | undefined;
}

/** Reads any text, however broken, without an exception. When it is no YAML at all, `value` is undefined and `problems` say why. */
export function readYaml(text: string): YamlValue {
  const counter = new LineCounter();
  const {document, problems} = parseYaml(text, counter);
  if (document === undefined) return {value: undefined, problems, lineOf: () => undefined};
  const reader = new Reader(counter);
  const value = reader.value(document.contents, []);
  return {value, problems: reader.problems, lineOf: where => reader.lineOf(where)};
}

/** The text's one YAML 1.2 document, or why there is none. */
export function parseYaml(text: string, counter = new LineCounter()): {document?: Parsed; problems: Problem[]} {
  const whole = (found: string, wanted: string, line?: number) => ({problems: [{where: 'file', ...(line && {line}), found, wanted}]});
  const bytes = Buffer.byteLength(text);
  if (bytes > largest) return whole(`${bytes} bytes`, `${largest} bytes at most`);
  // U+FFFD is what reading bytes that are no UTF-8 leaves behind.
  const strange = /(?![\t\n\r\u0085])[\p{Cc}\p{Cs}\ufffd-\uffff]/u.exec(text);
  if (strange) {
    const code = strange[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    return whole(`a character U+${code}`, 'text in UTF-8 without control characters', text.slice(0, strange.index).split('\n').length);
  }
  const parser = new Parser(counter.addNewLine);
  counter.addNewLine(0);
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes > mostLexemes) return whole(`more than ${mostLexemes} words and marks`, 'a cluster file');
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > deepest) {
      return whole('very deep nesting', 'a cluster file, which nests a few levels', counter.linePos(parser.offset).line);
    }
  }
  tokens.push(...parser.end());
  const composer = new Composer<ParsedNode>({prettyErrors: false, uniqueKeys: false, logLevel: 'silent'});
  const [document, second] = composer.compose(tokens, true, text.length);
  if (document === undefined) return whole('nothing', 'a cluster file');
  if (second !== undefined) return whole('several documents', 'one document', counter.linePos(second.range[0]).line);
  if (document.directives.yaml.version !== '1.2') return whole(`YAML ${document.directives.yaml.version}`, 'YAML 1.2, or no %YAML line', 1);
  const problems = document.errors.slice(0, 5).map(error => syntaxProblem(error, text, counter));
  return problems.length > 0 ? {problems} : {document, problems};
}

function syntaxProblem(error: YAMLError, text: string, counter: LineCounter): Problem {
  const {line} = counter.linePos(error.pos[0]);
  const lines = text.split('\n');
  const secret = lines.slice(Math.max(0, line - 3), line).some(near => /pass|secret/i.test(near));
  // What follows a colon is quoted from the text, which may be a password.
  const message = error.message.replace(/(: |escape sequence).*$/s, (_, mark: string) => (mark === ': ' ? '' : mark));
  const hint = error.code === 'BLOCK_AS_IMPLICIT_KEY' ? ' (a value with ": " in it or ":" at its end needs quotes)' : '';
  const found = secret ? 'a line not shown, as a password is near' : quote(lines[line - 1]?.trim());
  return {where: 'file', line, found, wanted: `valid YAML: ${message}${hint}`};
}

/** Turns nodes into plain values itself: the library's toJS() resolves aliases, stringifies odd keys and lets tags make objects. */
class Reader {
  readonly problems: Problem[] = [];
  readonly #lines = new Map<string, number>();
  readonly #counter: LineCounter;

  constructor(counter: LineCounter) {
    this.#counter = counter;
  }

  lineOf(where: string): number | undefined {
    let name = where;
    while (name !== '' && !this.#lines.has(name)) {
      const around = name.replace(/(?:\.?[^.[\]]+|\[[^[\]]*\])$/, '');
      name = around === name ? '' : around;
    }
    return this.#lines.get(name);
  }

  value(node: ParsedNode | null, path: Path): unknown {
    if (node === null) return undefined;
    const where = fieldName(path);
    if (!this.#lines.has(where)) this.#lines.set(where, this.#line(node));
    if (isAlias(node)) return this.#refuse(path, node, 'an alias', 'the value itself, without & and *');
    if (node.tag !== undefined && !this.#plain(node)) return this.#refuse(path, node, quote(node.tag), 'a value without a tag');
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item, index) => this.value(item as ParsedNode, [...path, index]));
    if (!isMap(node)) return undefined;
    const result: Record<string, unknown> = {};
    for (const {key, value} of node.items) {
      if (!isScalar(key) || key.tag !== undefined) {
        this.#refuse(path, key, 'a key that is no word', 'keys that are words');
        continue;
      }
      const name = String(key.value);
      const field = [...path, name];
      if (Object.hasOwn(result, name)) {
        this.#refuse(field, key, 'it a second time', 'each key once');
        continue;
      }
      this.#lines.set(fieldName(field), this.#line(key));
      // As an own property even when it is called __proto__, so that the schema sees it and refuses it.
      Object.defineProperty(result, name, {value: this.value(value, field), enumerable: true, configurable: true, writable: true});
    }
    return result;
  }

  /** `!!str 5` and the like say in YAML's own words what the value is. */
  #plain(node: ParsedNode): boolean {
    return ['str', 'int', 'float', 'bool', 'null', 'seq', 'map'].some(tag => node.tag === `tag:yaml.org,2002:${tag}`);
  }

  #line(node: ParsedNode): number {
    return this.#counter.linePos(node.range[0]).line;
  }

  #refuse(path: Path, node: ParsedNode, found: string, wanted: string): undefined {
    this.problems.push({where: fieldName(path) || 'file', line: this.#line(node), found, wanted});
  }
}
