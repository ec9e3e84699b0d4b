import {expect, test} from 'vitest';
import {back} from '../../../source/terminal/prompt.ts';
import {type Question, runFlow} from '../../../wizards/flow.ts';

type Answer = string | typeof back | {readonly [back]: string};

/** Questions that answer from a list and note what was asked with which draft. */
function scene(groups: string, answers: Record<string, Answer[]>, skipped = '') {
  const log: string[] = [];
  const questions = [...groups].map((group, i): Question<string> => {
    const name = `${group}${i}`;
    return {
      group,
      applies: () => !skipped.includes(group),
      ask: async draft => {
        log.push(`${name}(${draft})`);
        const answer = answers[name]?.shift() ?? name;
        return typeof answer === 'string' ? `${draft}${answer}` : answer;
      },
    };
  });
  return {log, questions};
}

test('walks forward, entering each group once', async () => {
  const {questions} = scene('aab', {});
  const entered: string[] = [];
  const draft = await runFlow({questions, draft: '', enter: ({group, index, total}) => entered.push(`${group} ${index}/${total}`)});
  expect(draft).toBe('a0a1b2');
  expect(entered).toEqual(['a 1/2', 'b 2/2']);
});

test('back asks the question before again, with what was answered as its draft', async () => {
  const {log, questions} = scene('ab', {b1: [back]});
  expect(await runFlow({questions, draft: ''})).toBe('a0a0b1');
  expect(log).toEqual(['a0()', 'b1(a0)', 'a0(a0)', 'b1(a0a0)']);
});

test('back passes a question that does not apply', async () => {
  const {log, questions} = scene('abc', {c2: [back]}, 'b');
  await runFlow({questions, draft: ''});
  expect(log).toEqual(['a0()', 'c2(a0)', 'a0(a0)', 'c2(a0a0)']);
});

test('back at the first question is back', async () => {
  expect(await runFlow({questions: scene('ab', {a0: [back]}).questions, draft: ''})).toBe(back);
});

test('back can carry what was answered so far', async () => {
  const {log, questions} = scene('ab', {b1: [{[back]: 'half'}]});
  await runFlow({questions, draft: ''});
  expect(log.slice(2)).toEqual(['a0(half)', 'b1(halfa0)']);
});

test('from the end it begins with the last question that applies', async () => {
  const {log, questions} = scene('abc', {}, 'c');
  expect(await runFlow({questions, draft: 'x', fromEnd: true})).toBe('xb1');
  expect(log).toEqual(['b1(x)']);
});
