export { Chart } from "./chart";
export type { Option } from "./echarts";
