import { withoutMarks } from '../../core/flow/secret-marks.ts';

/** One parameter as it stands in a URL, still encoded. */
interface UrlParameter {
  separator: string;
  name: string;
  /** what follows the name, with its `=`; empty when there is none */
  value: string;
}

export interface SplitUrl {
  endpoint: string;
  parameters: UrlParameter[];
}

/** Cuts a URL into its endpoint and the parameters of query and fragment; joined again they give the URL. */
export function splitUrl(url: string): SplitUrl {
  const flat = withoutMarks(url);
  const begin = flat.search(/[?#]/);
  if (begin < 0) return { endpoint: url, parameters: [] };
  const parameters = [...flat.slice(begin).matchAll(/[?&#][^?&#]*(?:\?[^&#]*)?/g)].map((match) => {
    const at = begin + match.index;
    const text = url.slice(at, at + match[0].length);
    const equals = text.indexOf('=');
    const nameEnd = equals < 0 ? text.length : equals;
    return {
      separator: text.slice(0, 1),
      name: text.slice(1, nameEnd),
      value: text.slice(nameEnd),
    };
  });
  return { endpoint: url.slice(0, begin), parameters };
}
