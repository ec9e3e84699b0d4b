/** A menu of single keys, made of inquirer's own parts: `[a]pply   [d]etails of a step   [q]uit`. One key answers, without Enter. */
import {createPrompt, isEnterKey, type KeypressEvent, useKeypress, useState} from '@inquirer/core';
import {displayWidth, wrap} from './text.ts';

export interface KeyChoice<T> {
  /** One lower-case letter. */
  readonly key: string;
  readonly label: string;
  readonly value: T;
}

export interface KeyMenuConfig<T> {
  readonly message?: string;
  readonly keys: readonly KeyChoice<T>[];
  /** What Enter means; without it, Enter is not an answer. */
  readonly enter?: T;
  readonly width: number;
  readonly style: {accent(text: string): string; bold(text: string): string; warn(text: string): string};
}

/** `[a]pply`, or `[x] something` when the label does not begin with its key. */
function caption({key, label}: KeyChoice<unknown>, accent: (text: string) => string): string {
  return label.startsWith(key) ? `[${accent(key)}]${label.slice(key.length)}` : `[${accent(key)}] ${label}`;
}

/** Captions side by side, as many as fit on a line. */
function menuLines(config: KeyMenuConfig<unknown>): string[] {
  const lines: string[] = [];
  let line = '';
  for (const choice of config.keys) {
    const next = caption(choice, config.style.accent);
    if (line && displayWidth(line) + 3 + displayWidth(next) > config.width - 2) {
      lines.push(line);
      line = next;
    } else line = line ? `${line}   ${next}` : next;
  }
  return [...lines, line].map(text => `  ${text}`);
}

export const keyMenu = createPrompt<unknown, KeyMenuConfig<unknown>>((config, done) => {
  const [hint, setHint] = useState('');
  useKeypress((key: KeypressEvent, rl) => {
    // The line editor keeps what was typed; here a key is an answer, not text.
    rl.clearLine(0);
    if (isEnterKey(key) && config.enter !== undefined) return done(config.enter);
    const choice = config.keys.find(k => k.key === key.name && !key.ctrl);
    if (choice) return done(choice.value);
    setHint(`One of the keys ${config.keys.map(k => k.key).join(' ')}, please.`);
  });
  const message = wrap(config.message ?? '', config.width - 1).map(config.style.bold);
  // One column of the last line is the cursor's.
  return [[...message, ...menuLines(config)].join('\n').concat(' '), hint && `  ${config.style.warn(hint)}`];
});
