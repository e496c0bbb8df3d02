/**
 * Stands in for what the JDM editor can do beside its table and we do not mount: a code editor that would be
 * fetched from elsewhere (monaco), spreadsheets (exceljs), a viewer of JSON. Without it the page would be five
 * times as large. See `vite.config.ts`.
 */
const nothing = () => null;

export const Editor = nothing;
export const DiffEditor = nothing;
export const useMonaco = nothing;
export const JSONTree = nothing;
export const loader = { config: nothing };
export const MarkerSeverity = { Hint: 1, Info: 2, Warning: 4, Error: 8 };
export default class Workbook {}
