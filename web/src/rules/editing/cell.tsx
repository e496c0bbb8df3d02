import { useLayoutEffect, useRef, useState } from "react";
import { said, useText, useWords } from "../../words";
import { troublesAt, useChosen } from "./chosen";
import { words } from "./words";

interface Props {
  column?: { name?: string; field?: string };
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
}

/** One cell: a plain field that says where it is and what is wrong with it. */
export function Cell({ column, value, onChange, disabled }: Props) {
  const w = useWords(words);
  const say = useText();
  const { choose, troubles, ids } = useChosen();
  const field = useRef<HTMLTextAreaElement>(null);
  const [row, setRow] = useState(-1);
  useLayoutEffect(() => {
    const at = Number(field.current?.closest("tr")?.dataset.virtualIndex ?? -1);
    if (at !== row) setRow(at);
    grow(field.current);
  });
  const found = troublesAt(troubles, ids[row], column?.field ?? "_description");
  const isWrong = found.some((it) => it.severity === "error");
  const label = said(w.cell, { row: row + 1, column: column?.name ?? w.note });
  const told = found.map((it) => say(it.what)).join(" ");
  return (
    <textarea
      ref={field}
      rows={1}
      className={`dt-cell ${isWrong ? "is-wrong" : found.length ? "is-doubtful" : ""} ${column ? "" : "is-note"}`}
      value={value ?? ""}
      readOnly={disabled}
      spellCheck={false}
      aria-label={told ? `${label}. ${told}` : label}
      aria-invalid={isWrong}
      title={told || undefined}
      data-as-written
      data-field={column?.field ?? "_description"}
      onFocus={() => choose(row)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** As high as what is written, four lines at most. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 92)}px`;
}
