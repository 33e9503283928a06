import type { BankProfile, Explanation } from '../banks/bank-profile.ts';
import { type HttpAnswer, headerOf } from '../oauth/http-message.ts';
import { isSuccess } from './answer-status.ts';

/**
 * The first of a profile's explanations that fits an answer. One without a status fits every refusal;
 * one with a path fits only where the request's address is known.
 */
export function findExplanation(
  { explanations }: Pick<BankProfile, 'explanations'>,
  on: Explanation['on'],
  answer: HttpAnswer,
  url = '',
): Explanation | undefined {
  const said = `${headerOf(answer, 'www-authenticate') ?? ''}\n${answer.body}`.toLowerCase();
  const [address = ''] = url.split(/[?#]/);
  return explanations.find(
    ({ on: where, status, path = '', contains = '' }) =>
      where === on &&
      (status === undefined ? !isSuccess(answer) : status === answer.status) &&
      address.includes(path) &&
      said.includes(contains.toLowerCase()),
  );
}
