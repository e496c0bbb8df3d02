export { useKey, useKeysSaid } from "./keys";
export { useKept, useUnsaved, type Kept } from "./kept";
export { Leaving } from "./leaving";
export { colours } from "./look";
export type { Page } from "./page";
export { PageHead, Panel } from "./panel";
export { useMay, useMe, type Me } from "./session";
export { Empty, Failed, NoPermission, Nowhere, ProblemWords, Refusal, Shown, Waiting } from "./states";
export { useIsNarrow } from "./width";
