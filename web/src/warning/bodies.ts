import type { Text } from "../words";

/** `GET /api/v1/warnings`. */
export interface Night {
  on: string | null;
  customers: number;
  warned: number;
  rows: Warned[];
}

export interface Warned {
  subject_id: string;
  name: string | null;
  contract_id: string;
  application_id: string;
  exposure_fen: number;
  expected_loss_fen: number;
  default_probability: string;
  signals: Signal[];
}

export interface Signal {
  code: string;
  seen: Text;
  figures: { name: string; label: Text; shown: Text }[];
  do: Text;
}
