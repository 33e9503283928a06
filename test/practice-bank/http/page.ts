import { type Html, html } from './html.ts';

/** How one site looks. */
export interface SiteDesign {
  name: string;
  language: 'en' | 'fr';
  /** CSS colour for headings and buttons; dark enough for white text. */
  accent: string;
}

const stylesheet = `
* { box-sizing: border-box }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1d2330; background: #f3f4f7 }
header { padding: .9rem 1.25rem; color: #fff; background: var(--accent); font-weight: 600 }
header small { font-weight: 400; display: block }
main { max-width: 32rem; margin: 2rem auto; padding: 1.5rem; background: #fff;
  border: 1px solid #d5d9e2; border-radius: 8px }
main.wide { max-width: 60rem }
h1 { margin-top: 0; font-size: 1.35rem; color: var(--accent) }
h2 { font-size: 1.1rem }
label { display: block; margin-top: 1rem; font-weight: 600 }
input { width: 100%; padding: .6rem; font: inherit; border: 1px solid #6c7385; border-radius: 4px }
button, a.button { display: inline-block; margin: 1.25rem .5rem 0 0; padding: .65rem 1.3rem;
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; color: #fff;
  background: var(--accent); border: 1px solid var(--accent); border-radius: 4px }
button.plain { color: var(--accent); background: #fff }
:focus-visible { outline: 3px solid #f2a900; outline-offset: 2px }
aside { margin-top: 1.5rem; padding: .75rem 1rem; background: #fff8e1; border-left: 4px solid #f2a900 }
[role=alert] { padding: .75rem 1rem; color: #8c1111; background: #fdecec; border-left: 4px solid #c62828 }
table { width: 100%; border-collapse: collapse }
th, td { padding: .4rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #d5d9e2 }
code { overflow-wrap: anywhere; font-size: .92em }
@media (max-width: 36rem) { main { margin: 0; border: 0; border-radius: 0 } }
`;

/** A whole page of one site. `width` is `wide` for tables. */
export function page(
  design: SiteDesign,
  title: string,
  content: Html,
  width: 'narrow' | 'wide' = 'narrow',
): Html {
  const style: Html = { markup: `<style>:root{--accent:${design.accent}}${stylesheet}</style>` };
  return html`<!doctype html>
<html lang="${design.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${design.name}</title>
<link rel="icon" href="data:,">
${style}
</head>
<body>
<header>${design.name}<small lang="en">Practice only: nothing here is real</small></header>
<main class="${width}">
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}

/** One labelled input. `id` is also its name. */
export function field(
  id: string,
  label: string,
  type: 'text' | 'password',
  autocomplete: string,
  value = '',
): Html {
  return html`<label for="${id}">${label}</label>
<input id="${id}" name="${id}" type="${type}" autocomplete="${autocomplete}" value="${value}" required>`;
}

/** The box that says why the page is shown again, or nothing. */
export function problem(message: string | undefined): Html {
  return message === undefined ? html`` : html`<p role="alert">${message}</p>`;
}
