/** A HAR entry as Chromium hands it out; values are made up. */
export interface HarOptions {
  method?: string;
  status?: number;
  location?: string;
  type?: string;
  referrer?: string;
  form?: Record<string, string>;
  json?: object;
  headers?: Record<string, string>;
}

const START = Date.UTC(2026, 10, 21, 12);

/** @param at milliseconds after noon */
export function har(at: number, url: string, options: HarOptions = {}) {
  const { method = options.form || options.json ? 'POST' : 'GET', status = 200 } = options;
  const { location = '', type = 'document', referrer, form, json, headers = {} } = options;
  const sent = { ...headers, ...(referrer === undefined ? {} : { Referer: referrer }) };
  const text = form ? new URLSearchParams(form).toString() : json && JSON.stringify(json);
  return {
    _resourceType: type,
    startedDateTime: new Date(START + at).toISOString(),
    time: 12.5,
    request: {
      method,
      url,
      headers: Object.entries(sent).map(([name, value]) => ({ name, value })),
      ...(text === undefined
        ? {}
        : {
            postData: {
              mimeType: form ? 'application/x-www-form-urlencoded' : 'application/json',
              text,
            },
          }),
    },
    response: { status, redirectURL: location, headers: [{ name: 'Date', value: 'x' }] },
  };
}

/** The same entry as Firefox 153 hands it out: no `_resourceType`, but what the page sent. */
export function firefoxHar(entry: ReturnType<typeof har>) {
  const { _resourceType: type, request, ...rest } = entry;
  const destination = type === 'document' ? 'document' : 'empty';
  const headers = [...request.headers, { name: 'Sec-Fetch-Dest', value: destination }];
  return { ...rest, request: { ...request, headers } };
}
