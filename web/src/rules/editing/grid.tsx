import { DecisionTable, JdmConfigProvider, type DecisionTableType, type TableScrollApi } from "@gorules/jdm-editor";
import "@gorules/jdm-editor/dist/style.css";
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from "react";
import { useLanguage, useWords } from "../../words";
import type { Rule, Table } from "../bodies";
import { called } from "../reading/in_two";
import { Cell } from "./cell";
import { readableIds } from "./rows";
import { words } from "./words";
import "./grid.css";

/** Brings a cell into sight and puts the cursor into it. */
export interface GridHandle {
  goTo: (row: number, field: string | null) => void;
}

interface Props {
  table: Table;
  /** Rises where the table was changed from outside the grid. */
  turn: number;
  onRows: (rules: Rule[]) => void;
  ref: Ref<GridHandle>;
}

const HEIGHT = 560;

/** The table as the JDM editor lays it out: columns that can be widened, rows that can be dragged. */
export default function Grid({ table, turn, onRows, ref }: Props) {
  const w = useWords(words);
  const [language] = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const scroll = useRef<TableScrollApi | null>(null);
  // By the turn and not by the table: what is typed in the grid stands there already.
  const shown = useMemo(() => inLanguage(table, language), [turn, language]);
  const [given, setGiven] = useState<DecisionTableType>(shown);
  useEffect(() => setGiven(shown), [shown]);
  useEffect(() => quietHeads(frame.current), []);
  useImperativeHandle(ref, () => ({
    goTo: (row, field) => {
      scroll.current?.scrollToRowIndex(row);
      setTimeout(() => cellAt(frame.current, row, field)?.focus(), 60);
    },
  }));
  return (
    <JdmConfigProvider theme={{ mode: "light", token: { colorPrimary: "#17594a" } }}>
      <div
        ref={frame}
        className="grid"
        role="group"
        aria-label={w.table}
        style={{ "--conditions": `"${w.conditions}"`, "--answers": `"${w.answers}"`, "--note": `"${w.note}"` } as React.CSSProperties}
        onContextMenuCapture={(event) => event.stopPropagation()}
        onKeyDownCapture={(event) => {
          if (event.altKey || event.metaKey) event.stopPropagation();
        }}
      >
        <DecisionTable
          value={given}
          tableHeight={HEIGHT}
          minColWidth={110}
          colWidth={150}
          permission="edit:values"
          disableHitPolicy
          scrollApiRef={scroll}
          cellRenderer={(cell) => <Cell column={cell.column} value={cell.value} onChange={cell.onChange} disabled={cell.disabled} />}
          onChange={(next) => onRows(readableIds(next.rules))}
        />
      </div>
    </JdmConfigProvider>
  );
}

/** Columns are not changed here, so what the editor offers in their heads is kept off the way of the keyboard. */
function quietHeads(frame: HTMLElement | null): (() => void) | undefined {
  if (!frame) return undefined;
  const quiet = () => {
    for (const one of frame.querySelectorAll<HTMLElement>(".head-cell :is(button, input, [tabindex])")) one.tabIndex = -1;
  };
  const watching = new MutationObserver(quiet);
  watching.observe(frame, { childList: true, subtree: true });
  return () => watching.disconnect();
}

function inLanguage(table: Table, language: "zh" | "en"): DecisionTableType {
  const named = (columns: Table["inputs"]) => columns.map((it) => ({ ...it, name: called(it, language) }));
  return { ...table, inputs: named(table.inputs), outputs: named(table.outputs), rules: table.rules };
}

function cellAt(frame: HTMLElement | null, row: number, field: string | null): HTMLElement | null {
  const line = frame?.querySelector(`tr[data-virtual-index="${row}"]`);
  const cell = field && line?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  return cell || line?.querySelector<HTMLElement>("textarea") || null;
}
