import { DatePicker } from "antd";
import dayjs from "dayjs";

interface Props {
  id?: string;
  /** `2026-11-23`; anything else is shown as no day. */
  value: string | undefined;
  onChange: (day: string) => void;
  /** The first day that may be chosen. */
  first?: string;
  isWrong?: boolean;
  described?: string;
  label?: string;
}

/** A day, written as `2026-11-23` in either language. */
export function DayField({ id, value, onChange, first, isWrong, described, label }: Props) {
  const chosen = value ? dayjs(value, "YYYY-MM-DD") : null;
  return (
    <DatePicker
      id={id}
      aria-label={label}
      aria-describedby={described}
      aria-invalid={isWrong}
      format="YYYY-MM-DD"
      placeholder="2026-01-31"
      allowClear={false}
      status={isWrong ? "error" : undefined}
      value={chosen?.isValid() ? chosen : null}
      minDate={first ? dayjs(first) : undefined}
      onChange={(next) => onChange(next ? next.format("YYYY-MM-DD") : "")}
      style={{ width: "100%", maxWidth: 210 }}
    />
  );
}
