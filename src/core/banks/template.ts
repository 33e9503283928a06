/** A template is text with `{name}` places; there is no escape and nothing else to learn. */
export const PLACE = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

/** Values by the names of the places. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

/** The names that a template wants filled, in order of appearance, each once. */
export function templateNames(template: string): string[] {
  return [...new Set([...template.matchAll(PLACE)].map((match) => match[1] ?? ''))];
}

/** Fills a template. A name without a value becomes the empty text: a parameter left empty is left out. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (_whole, name: string) => valueAt(values, name) ?? '');
}

/** Fills the places that have a value and leaves the others as they are written. */
export function fillKnownPlaces(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (whole, name: string) => valueAt(values, name) || whole);
}

/** The names of a template that have no value, or an empty one. */
export function missingNames(template: string, values: TemplateValues): string[] {
  return templateNames(template).filter((name) => !valueAt(values, name));
}

function valueAt(values: TemplateValues, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
