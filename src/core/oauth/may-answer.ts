import type { Parameter } from './parameter.ts';

/** What begins an answer, as a pattern: the names under which banks answer, their own where they have some. */
export const ANSWER_NAMES = '(code|error|response|access_code|auth_code|errorCode|error_code)=';
const ANSWER = new RegExp(`(^|[?&#])${ANSWER_NAMES}`);

/** Whether an address, or what is posted there, has a name that an answer has; whoever it is for. */
export function mayAnswer({
  url,
  form = [],
}: {
  url: string;
  form?: readonly Parameter[] | undefined;
}): boolean {
  return ANSWER.test(url) || form.some(({ name }) => ANSWER.test(`${name}=`));
}
