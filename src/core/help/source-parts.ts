import { documentPage } from './document-pages.ts';

/** A stretch of a source's text, and where it can be read. */
export interface SourcePart {
  text: string;
  link?: string;
}

const PLACE = /(?:RFC \d+ )?(?:§|App\. )([A-Z\d]+(?:\.\d+)*)|RFC \d+/g;

/**
 * Cuts a source such as `RFC 6749 §4.1.1, §10.12; STET Part I §3.4` into its parts. Each document's
 * part ends with a semicolon. Sections of RFCs are linked, other documents as a whole.
 */
export function sourceParts(source: string): SourcePart[] {
  return source.split(/(?<=; ?)(?=\S)/).flatMap((cited) => {
    const rfc = cited.match(/^RFC (\d+)/)?.[1];
    if (rfc !== undefined) return rfcParts(cited, rfc);
    const link = documentPage(cited);
    return [{ text: cited, ...(link && { link }) }];
  });
}

function rfcParts(cited: string, rfc: string): SourcePart[] {
  const parts: SourcePart[] = [];
  let end = 0;
  for (const match of cited.matchAll(PLACE)) {
    const [text, place] = match;
    if (match.index > end) parts.push({ text: cited.slice(end, match.index) });
    parts.push({ text, link: rfcLink(rfc, place) });
    end = match.index + text.length;
  }
  if (end < cited.length) parts.push({ text: cited.slice(end) });
  return parts;
}

function rfcLink(rfc: string, place: string | undefined): string {
  const page = `https://www.rfc-editor.org/rfc/rfc${rfc}`;
  if (place === undefined) return page;
  return /^\d/.test(place) ? `${page}#section-${place}` : `${page}#appendix-${place}`;
}
