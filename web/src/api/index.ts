export { useAsk, useDo, type Asked, type Done } from "./asking";
export { api, call, told, type Answer } from "./client";
export { problemIn, Refused, UNREACHED, type Problem } from "./problem";
