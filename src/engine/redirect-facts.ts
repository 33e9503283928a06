import type { FlowRow } from '../core/flow/flow-summary.ts';

/** An answer as it is compared with others: codes by fingerprint and length. */
export interface AnswerClues {
  /** the redirect URI up to `?` or `#` */
  page: string | undefined;
  /** the group of the bank that was asked */
  group: string;
  code: { fingerprint: string; length: number } | undefined;
}

/** What flows tell about an answer to one of them. */
export interface RedirectFacts {
  /** groups of banks other than this flow's whose answers come to its redirect URI */
  otherBanksHere: number;
  /** an answer that was taken, in whichever flow, brought the same code; a refused one spends none */
  codeSeenBefore: boolean;
}

/** Compares an answer with the flows of a list. */
export function redirectFacts(
  flows: readonly FlowRow[],
  { page, group, code }: AnswerClues,
): RedirectFacts {
  const here = flows.flatMap(({ landing }) =>
    landing?.page === page ? (landing?.group ?? []) : [],
  );
  const others = new Set(here.filter((one) => one !== group));
  const codeSeenBefore = flows.some(
    ({ answer }) =>
      answer?.taken === true &&
      code !== undefined &&
      answer.code?.fingerprint === code.fingerprint &&
      answer.code.length === code.length,
  );
  return { otherBanksHere: others.size, codeSeenBefore };
}
