/**
 * The screens that load when the first of them is opened: they share much, so that one file of them all
 * is smaller than a file for each.
 */
export { Banks } from './banks/Banks.tsx';
export { OtherWays } from './flows/other-ways/OtherWays.tsx';
export { NewFlow } from './new-flow/NewFlow.tsx';
export { Settings } from './settings/Settings.tsx';
export { Tokens } from './tokens/Tokens.tsx';
