import * as z from 'zod/mini';
import { parametersInAddress } from './build-request.ts';
import type { HttpRequest } from './http-message.ts';

/** What a person made of one of the profile's API requests before sending it. */
export const callEditSchema = z.strictObject({
  /** path and query, as they stand in a URL: the host is the bank's */
  url: z.string(),
  /** in place of those of the same name; one with an empty value is left out */
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.optional(z.string()),
});
export type CallEdit = z.infer<typeof callEditSchema>;

/** The same with each of its texts changed: masked, or with the values that its marks stand for; a header's with its name. */
export function mapEdit(
  { url, headers, body }: CallEdit,
  change: (text: string, header?: string) => string,
): CallEdit {
  return {
    url: change(url),
    headers: headers.map(([name, value]) => [name, change(value, name)]),
    ...(body === undefined ? {} : { body: change(body) }),
  };
}

/** Headers that no person writes: the token's, and the one that is fresh each time. */
const OWN = ['authorization', 'x-request-id'];

export function isOwnHeader(name: string): boolean {
  return OWN.includes(name.toLowerCase());
}

/** The request with a person's changes; `undefined` when no address comes of them. */
export function editRequest(request: HttpRequest, edit: CallEdit): HttpRequest | undefined {
  if (!URL.canParse(edit.url, request.url)) return undefined;
  const url = new URL(edit.url, request.url).href;
  const given = edit.headers.filter(([name]) => !isOwnHeader(name));
  const names = given.map(([name]) => name.toLowerCase());
  return {
    ...request,
    url,
    headers: [
      ...request.headers.filter(([name]) => !names.includes(name.toLowerCase())),
      ...given.filter(([, value]) => value !== ''),
    ],
    parameters: parametersInAddress(url),
    ...(edit.body === undefined || request.method === 'GET' ? {} : { body: edit.body }),
  };
}
