import type { Option } from "../../plain/chart";
import { colours } from "../../shell";

/** What all drawings of days share: quiet axes, a legend above, figures on hover. */
export function axes(names: string[], asFigure: (n: number) => string = String): Option {
  return {
    animation: false,
    grid: { left: 8, right: 12, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 9, textStyle: { color: colours.soft, fontSize: 12 } },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: (n) => asFigure(Number(n)) },
    xAxis: {
      type: "category",
      data: names,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.rule } },
      axisLabel: { color: colours.soft, hideOverlap: true },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      axisLabel: { color: colours.soft, formatter: (n: number) => asFigure(n) },
      splitLine: { lineStyle: { color: "#edf0ee" } },
    },
  };
}

/** `2026-11-23` as `11-23`. */
export const monthDay = (on: string) => on.slice(5);
