import type { Text } from "../../words";

/** One bound of a limit: what it alone would carry, and how that was reckoned. Amounts are fen. */
export interface Bound {
  code: string;
  name: Text;
  amount_fen: number;
  holds: boolean;
  why: Text;
}

/** A limit bound by bound; `carried_fen` is the lowest of them, `limit_fen` that rounded down. */
export interface LimitPathOf {
  bounds: Bound[];
  carried_fen: number;
  limit_fen: number;
  says: Text;
}
