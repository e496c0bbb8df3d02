export type { LimitPathOf } from "./bodies";
export { LimitPath } from "./limit_path";
export { words as limitPathWords } from "./words";
