import {describe, expect, it} from 'vitest';
import {fieldName, nearest, oneOf, quote, quoteField} from '../../../source/cluster/wording.ts';

describe('wording', () => {
  it('names fields', () => {
    expect(fieldName(['services', 0, 'check', 'path'])).toBe('services[0].check.path');
    expect(fieldName(['a b', 'c'])).toBe('["a b"].c');
    expect(fieldName([])).toBe('');
  });

  it('quotes values without letting them steer a terminal, and not for long', () => {
    expect(quote('web')).toBe('"web"');
    expect(quote('\u001b[2J\u202e\u009b\u2028')).toBe('"\\u001b[2J\\u{202e}\\u{9b}\\u{2028}"');
    expect(quote('x'.repeat(1000))).toBe(`"${'x'.repeat(60)}…"`);
    expect(quote('😀'.repeat(1000)).length).toBeLessThan(64);
    expect(quote('\u001b'.repeat(1000))).toBe(`"${'\\u001b'.repeat(10)}…"`);
    expect([undefined, null, Number.POSITIVE_INFINITY, true, [], [1], {a: 1}].map(quote)).toEqual([
      'nothing',
      'null',
      'Infinity',
      'true',
      'an empty list',
      'a list',
      'a mapping',
    ]);
  });

  it('does not show what may be a password', () => {
    expect(quoteField(['vrrp', 'password'], 'hunter2')).toBe('7 characters (not shown)');
    expect(quoteField(['vrrp', 'password'], 12_345)).toBe('5 characters (not shown)');
    expect(quoteField(['vrrp'], 'hunter2')).toBe('7 characters (not shown)');
    expect(quoteField(['vrrp', 'routerId'], 'x')).toBe('"x"');
  });

  it('guesses slips of the keyboard and nothing further', () => {
    const keys = ['scheduler', 'port', 'protocol', 'vip', 'realPort'];
    expect(['schedular', 'Scheduler', 'shceduler', 'prot', 'realport', 'vips'].map(word => nearest(word, keys))).toEqual([
      'scheduler',
      'scheduler',
      'scheduler',
      'port',
      'realPort',
      'vip',
    ]);
    expect(['', 'x', 'persistence', 'p'.repeat(100_000)].map(word => nearest(word, keys))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(oneOf(['a', 'b'])).toBe('one of a, b');
    expect(oneOf(['rr', 'wrr'], 'wr')).toBe('one of rr, wrr; did you mean `wrr`?');
  });
});
