import { sourceParts } from '../../core/help/source-parts.ts';

/** Who says so, each document that can be read as a link. */
export function Source({ source }: { source: string }) {
  return sourceParts(source).map(({ text, link }) =>
    link === undefined ? (
      text
    ) : (
      <a key={text} href={link} target="_blank" rel="noreferrer">
        {text}
      </a>
    ),
  );
}
