import type { PracticeBank } from '../../practice-bank/practice-bank.ts';

/** How often each part of the practice app saw its callback since the log was emptied. */
export function appSightings({ control }: Pick<PracticeBank, 'control'>) {
  const paths = control.log().map(({ path }) => path);
  const count = (wanted: string) => paths.filter((path) => path === wanted).length;
  return {
    server: count('/callback'),
    page: count('/seen/page'),
    worker: count('/seen/worker'),
  };
}
