import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {fileFrom, shellQuote, shellWord} from '../../../source/terminal/quote.ts';

const nasty = [
  '',
  ' ',
  "it's",
  "'''",
  '"$HOME" `id` $(id) $x',
  'a\nb\n',
  '\\',
  '\\n',
  '*',
  '~',
  '~root',
  '!!',
  '-n',
  '--',
  '#no comment',
  'a=b',
  'a;b|c&d>e<f',
  '{a,b}',
  '[a-z]',
  '\t\r\u001b[31m',
  'é ✓ 漢字 😀',
  '%s %d',
  "$'\\x41'",
];

const bash = (script: string): Buffer => execFileSync('bash', ['-c', script]);

describe('shellQuote', () => {
  test.each(nasty)('bash reads %j back as it was', word => {
    expect(bash(`printf '%s\\0' ${shellWord(word)}`).toString()).toBe(`${word}\0`);
  });

  test('all of them at once stay separate words', () => {
    expect(
      bash(shellQuote(['printf', '%s\\0', ...nasty]))
        .toString()
        .split('\0'),
    ).toEqual([...nasty, '']);
  });

  test('a command named like an assignment is a command', () => {
    expect(shellQuote(['a=b', 'c=d'])).toBe("'a=b' c=d");
  });

  test('plain words stay readable', () => {
    const argv = ['sysctl', '-w', 'net.ipv4.ip_forward=1'];
    expect(shellQuote(argv)).toBe(argv.join(' '));
  });

  test('a NUL cannot be in a command', () => {
    expect(() => shellWord('a\0b')).toThrow('NUL');
  });
});

describe('fileFrom', () => {
  const texts: [string, 'utf8' | 'latin1'][] = [
    ['', 'utf8'],
    ['a = 1\nb = 2\n', 'utf8'],
    ['no line end', 'utf8'],
    ['END\nEND_\n$HOME `id` \\\n', 'utf8'],
    ["it's é ✓\n", 'utf8'],
    ['\0\u0001\r\n😀', 'utf8'],
    ['caf\u00e9\n\u00ff', 'latin1'],
  ];

  test.each(texts)('%j comes out byte for byte', (text, encoding) => {
    const folder = mkdtempSync(join(tmpdir(), 'quote-'));
    try {
      const path = join(folder, "it's a file");
      bash([`: >${shellWord(path)}`, ...fileFrom(text, encoding, path)].join('\n'));
      expect(readFileSync(path)).toEqual(Buffer.from(text, encoding));
    } finally {
      rmSync(folder, {recursive: true});
    }
  });

  test('a readable text stays readable', () => {
    expect(fileFrom('a = 1\n', 'utf8', '/etc/x')).toEqual(["cat >/etc/x <<'END'\na = 1\nEND"]);
  });
});
