import { createContext, useContext } from "react";
import type { Trouble } from "../publishing/bodies";

/** What the cells of the editor have in common: which row is chosen, what is wrong where. */
export interface Chosen {
  row: number | null;
  choose: (row: number) => void;
  troubles: Trouble[];
  /** Ids of the rows in their order. */
  ids: string[];
}

export const ChosenContext = createContext<Chosen | null>(null);

export function useChosen(): Chosen {
  const found = useContext(ChosenContext);
  if (!found) throw new Error("a cell stands in an editor");
  return found;
}

/** Troubles of one cell: its column, and those of a whole row at every cell of the row. */
export function troublesAt(troubles: Trouble[], rowId: string | undefined, field: string): Trouble[] {
  return troubles.filter((it) => (it.row_id === rowId || it.other_row_id === rowId) && rowId !== undefined && (it.column === null || it.column === field));
}
