import type {Host, RunResult} from './host.ts';

/**
 * The same host for one look around: what was read or run once is not read or run again, however many questions need it. Only for
 * looking, and only for a moment: throw it away before anything is changed.
 */
export function remember(host: Host): Host {
  const runs = new Map<string, Promise<RunResult>>();
  const texts = new Map<string, Promise<string | undefined>>();
  const once = <T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> => {
    const answer = known.get(key) ?? ask();
    known.set(key, answer);
    return answer;
  };
  return {
    ...host,
    run: (argv, options) => once(runs, JSON.stringify(argv), () => host.run(argv, options)),
    read: path => once(texts, path, () => host.read(path)),
  };
}
