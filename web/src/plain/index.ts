export { Due, Money, Nothing, Rate, When } from "./figures";
export { LimitPath, limitPathWords, type LimitPathOf } from "./limit_path";
export { count, percent, yuan, yuanShort } from "./money";
export { BandTag, OutcomeTag, StageTag, ToneTag, WaitTag, outcomes, stages, waits, type Tone } from "./tags";
export { ago, day, isPast, lasting, took, when, whenExactly } from "./time";
