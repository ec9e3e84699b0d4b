/** How inquirer's prompts look here, and where a question's hint goes. */
import {mark, type Style} from './style.ts';
import {displayWidth, wrap} from './text.ts';

/** @param width the terminal's columns when a text is shown */
export function promptTheme(style: Style, width: () => number) {
  const wrapped = (text: string, role: (text: string) => string): string =>
    wrap(style.fit(text), width() - 2, '  ')
      .map(role)
      .join('\n');
  return {
    prefix: {idle: style.accent('?'), done: mark(style, 'good')},
    icon: {cursor: style.fit('❯')},
    i18n: {disabledError: 'This one cannot be chosen yet.'},
    style: {
      // headline() below has styled it.
      message: (text: string) => text,
      answer: style.accent,
      highlight: style.accent,
      help: style.dim,
      disabled: style.dim,
      defaultAnswer: (text: string) => style.dim(`(${text})`),
      description: (text: string) => wrapped(text, style.dim),
      error: (text: string) => wrapped(`✖ ${text}`, style.bad),
      keysHelpTip: () => undefined,
    },
  };
}

/** The question itself, bold, with its hint, dim. `above`: the hint goes first, so that a typed answer stands right behind the question. */
export function headline(
  style: Style,
  width: number,
  {message, hint}: {message: string; hint?: string},
  place: 'above' | 'beside',
): string {
  const bold = style.bold(style.fit(message));
  if (!hint) return bold;
  const lines = wrap(style.fit(hint), width - 2, '  ').map(line => style.dim(line));
  if (place === 'beside') {
    return displayWidth(message) + displayWidth(hint) + 4 <= width ? `${bold} ${style.dim(style.fit(hint))}` : [bold, ...lines].join('\n');
  }
  // The prefix "? " stands before the first line.
  return [lines[0]?.replace('  ', ''), ...lines.slice(1), `  ${bold}`].join('\n');
}
