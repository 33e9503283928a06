import { practiceCredentials } from '../../practice-bank/clients.ts';
import { type LocalAnswer, send } from './local-client.ts';

/** Posts the form of a page. */
export function post(
  pageUrl: string,
  page: LocalAnswer,
  form: Record<string, string>,
): Promise<LocalAnswer> {
  const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1];
  if (action === undefined) throw new Error(`No form on the page:\n${page.text}`);
  return send(new URL(action, pageUrl).href, { form });
}

/** Logs in and decides; gives the bank's last answer, the one with the redirect. */
export async function decide(url: string, decision: 'approve' | 'refuse'): Promise<LocalAnswer> {
  const { user, password, sms } = practiceCredentials;
  const loginPage = await send(url);
  const smsPage = await post(url, loginPage, { user, password });
  const consentPage = await post(url, smsPage, { sms });
  return post(url, consentPage, { decision });
}

/** The query of an answer's `Location`. */
export function redirectParameters(answer: LocalAnswer): Record<string, string> {
  return Object.fromEntries(new URL(answer.headers.location ?? '').searchParams);
}

/** Runs the login and gives the code. */
export async function obtainCode(url: string): Promise<string> {
  const { code } = redirectParameters(await decide(url, 'approve'));
  if (code === undefined) throw new Error('The redirect holds no code');
  return code;
}
