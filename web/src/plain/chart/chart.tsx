import { Button } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useWords } from "../../words/language";
import { echarts, type Option } from "./echarts";

const words = {
  zh: { table: "看数据表", drawing: "看图" },
  en: { table: "Show the figures", drawing: "Show the drawing" },
};

interface Props {
  option: Option;
  height: number;
  /** What the drawing says, in one sentence: read aloud instead of it. */
  label: string;
  /** The same figures as a table, for those who do not see a drawing or want the numbers. */
  table: ReactNode;
}

/** A drawing that holds its height, with a sentence and a table beside it. */
export function Chart({ option, height, label, table }: Props) {
  const w = useWords(words);
  const [asTable, setAsTable] = useState(false);
  return (
    <div className="chart">
      {asTable ? (
        <div className="chart-table scroll" style={{ height }} tabIndex={0} role="region" aria-label={label}>
          {table}
        </div>
      ) : (
        <Drawing option={option} height={height} label={label} />
      )}
      <Button type="link" size="small" className="chart-turn" onClick={() => setAsTable(!asTable)}>
        {asTable ? w.drawing : w.table}
      </Button>
    </div>
  );
}

function Drawing({ option, height, label }: Omit<Props, "table">) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<ReturnType<typeof echarts.init> | null>(null);
  useEffect(() => {
    const chart = echarts.init(place.current!, null, { renderer: "svg" });
    drawn.current = chart;
    const watching = new ResizeObserver(() => chart.resize());
    watching.observe(place.current!);
    return () => {
      watching.disconnect();
      chart.dispose();
    };
  }, []);
  useEffect(() => drawn.current?.setOption(option, true), [option]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
