import type { Text } from "../words";

/** `GET /api/v1/desk/overview`. Amounts in fen. */
export interface Overview {
  as_of: string;
  today: Today;
  days: Day[];
  waiting: { reviewer: Queue; second_reviewer: Queue; requests: Queue };
  decision_ms: { p50: number | null; p99: number | null };
  money: { out_fen: number; back_fen: number; outstanding_fen: number; by_day: MoneyDay[] };
  arrears: Bucket[];
  needs_person: Task[];
  troubles: Trouble[];
}

export interface Today {
  applied: number;
  decided: number;
  approved: number;
  referred: number;
  declined: number;
  amount_asked_fen: number;
  amount_approved_fen: number;
}

export interface Day {
  on: string;
  applied: number;
  approved: number;
  referred: number;
  declined: number;
}

export interface Queue {
  count: number;
  oldest_at: string | null;
  median_minutes: number | null;
}

export interface MoneyDay {
  on: string;
  out_fen: number;
  back_fen: number;
}

export interface Bucket {
  bucket: string;
  name: Text;
  loans: number;
  owed_fen: number;
}

export interface Task {
  kind: string;
  what: Text;
  count: number;
  link: string;
}

export interface Trouble {
  kind: string;
  what: Text;
  count: number;
}
