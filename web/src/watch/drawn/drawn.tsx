import { Button } from "antd";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useWords } from "../../words";

const words = {
  zh: { table: "看数据表", drawing: "看图", keys: "左右方向键逐个读数" },
  en: { table: "Show the figures", drawing: "Show the drawing", keys: "Arrow keys read one by one" },
};
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

interface Props {
  height: number;
  /** What the drawing says, in one sentence: read aloud instead of it. */
  label: string;
  /** The same figures as a table, for those who do not see a drawing or want the numbers. */
  table: ReactNode;
  legend?: ReactNode;
  /** How many things one can point at, and what each says. */
  count: number;
  told: (place: number) => ReactNode;
  children: (width: number, at: number | null, point: (place: number | null) => void) => ReactNode;
}

/** A drawing of our own: it has a sentence, a table, and can be read with the arrow keys as with the mouse. */
export function Drawn({ height, label, table, legend, count, told, children }: Props) {
  const w = useWords(words);
  const [asTable, setAsTable] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const [place, width] = useWidth();
  const id = useId();
  const step = (event: KeyboardEvent) => {
    if (event.key === "Escape") setAt(null);
    const by = STEPS[event.key];
    if (by === undefined || !count) return;
    event.preventDefault();
    setAt((now) => Math.min(count - 1, Math.max(0, now === null ? (by > 0 ? 0 : count - 1) : now + by)));
  };
  return (
    <figure className="drawn">
      {asTable ? (
        <div className="drawn-table scroll" tabIndex={0} role="region" aria-label={label} style={{ maxHeight: height + 60 }}>
          {table}
        </div>
      ) : (
        <>
          {legend && <div className="drawn-legend">{legend}</div>}
          <div
            ref={place}
            className="drawn-place"
            style={{ height }}
            role="group"
            tabIndex={0}
            aria-label={label}
            aria-describedby={id}
            onKeyDown={step}
            onMouseLeave={() => setAt(null)}
            onBlur={() => setAt(null)}
          >
            {width > 0 && (
              <svg width={width} height={height} aria-hidden="true" focusable="false">
                {children(width, at, setAt)}
              </svg>
            )}
          </div>
          <p id={id} className="drawn-told" aria-live="polite">
            {at === null ? <span className="drawn-keys">{w.keys}</span> : told(at)}
          </p>
        </>
      )}
      <Button type="link" size="small" className="chart-turn" onClick={() => setAsTable(!asTable)}>
        {asTable ? w.drawing : w.table}
      </Button>
    </figure>
  );
}

/** One line of a legend: a patch of the colour that is drawn, and its word. */
export function Key({ colour, children, isLine = false }: { colour: string; children: ReactNode; isLine?: boolean }) {
  return (
    <span className="drawn-key">
      <i style={isLine ? { background: colour, height: 3 } : { background: colour }} aria-hidden="true" />
      {children}
    </span>
  );
}

function useWidth(): [(node: HTMLDivElement | null) => void, number] {
  const [width, setWidth] = useState(0);
  const watching = useRef<ResizeObserver | null>(null);
  const [node, setNode] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    watching.current?.disconnect();
    if (!node) return;
    setWidth(node.clientWidth);
    watching.current = new ResizeObserver(() => setWidth(node.clientWidth));
    watching.current.observe(node);
    return () => watching.current?.disconnect();
  }, [node]);
  return [setNode, width];
}
