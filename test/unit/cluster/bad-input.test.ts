import {describe, expect, it} from 'vitest';
import {parseCluster} from '../../../source/cluster/file.ts';
import {InputError} from '../../../source/cluster/problem.ts';
import {decodeToken} from '../../../source/cluster/token.ts';
import {badInput, goodFile} from '../../fixtures/cluster/bad-input.ts';

/** Generous: the largest takes about a second under emulation. */
const soonMs = 5000;

function errorOf(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('bad input', () => {
  it('starts from a file that is right', () => expect(() => parseCluster(goodFile, 'good')).not.toThrow());

  it.each(badInput)('$kind: $name → $field', ({kind, text, field}) => {
    const started = performance.now();
    const error = errorOf(() => (kind === 'file' ? parseCluster(text, '/etc/x.yaml') : decodeToken(text)));
    expect(error).toBeInstanceOf(InputError);
    const {problems, source, message} = error as InputError;
    expect(source).toBe(kind === 'file' ? '/etc/x.yaml' : 'token');
    expect(problems.map(({where}) => where)).toContain(field);
    expect(problems.length).toBeLessThanOrEqual(101);
    for (const {where, found, wanted, line} of problems) {
      expect(found.length).toBeLessThan(200);
      // Nothing of the input may steer the terminal that shows it.
      expect(`${where}${found}${wanted}`).toMatch(/^[^\p{C}]+$/u);
      if (line !== undefined) expect(line).toBeGreaterThan(0);
    }
    expect(message).not.toContain('s3cret');
    expect(performance.now() - started).toBeLessThan(soonMs);
  });
});
