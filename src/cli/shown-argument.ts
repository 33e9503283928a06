import { isSecretName } from '../core/banks/import/secret-text.ts';
import { maskParameters, maskText } from '../core/flow/mask.ts';
import type { Parameter } from '../core/oauth/parameter.ts';

const SECRET_NAME = /((^|access|authori[sz]ation)[-_]?code|secret[-_]?key)$/i;

/** Parameters as they may be printed: a bank's own name for a secret hides its value too. */
export function shownParameters(parameters: readonly Parameter[]): Parameter[] {
  return maskParameters(parameters, []).map(({ name, value }) => {
    const last = name.split('.').at(-1) ?? '';
    const hidden = value !== '' && (isSecretName(last) || SECRET_NAME.test(last));
    return { name, value: hidden ? '{{masked#}}' : withoutUser(value) };
  });
}

/** Addresses in a text without `user:password@`. */
export function withoutUser(text: string): string {
  return text.replace(/(https?:\/\/)[^/?#\s]*@/gi, '$1');
}

/** The beginning of a misplaced argument: enough to know it again, too little for what it may hold. */
export function shownArgument(text: string): string {
  const start = /^[^\s=:?&#"']{0,30}/.exec(maskText(text, []))?.[0] ?? '';
  return start === text ? text : `${start}…`;
}
