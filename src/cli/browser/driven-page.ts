/** A request of a page, as puppeteer and Playwright tell of it. */
export interface DrivenRequest {
  url(): string;
  method(): string;
  isNavigationRequest(): boolean;
  postData(): string | null | undefined;
}

export interface DrivenResponse {
  status(): number;
  url(): string;
  headers(): Record<string, string>;
  request(): DrivenRequest;
}

export interface DrivenElement {
  click(): Promise<void>;
  type(text: string): Promise<void>;
}

/** What both puppeteer's and Playwright's page can do, as far as a redirect flow needs it. */
export interface DrivenPage {
  goto(url: string): Promise<unknown>;
  url(): string;
  evaluateHandle(script: string): Promise<{ asElement(): unknown }>;
  // Each library has types of its own for what it tells: the listeners say what of it they look at.
  // biome-ignore lint/suspicious/noExplicitAny: nothing narrower fits the overloads of both libraries
  on(event: PageEventName, listener: (told: any) => void): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  off(event: PageEventName, listener: (told: any) => void): unknown;
}

type PageEventName = 'request' | 'response' | 'framenavigated';
