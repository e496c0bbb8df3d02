import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useMay } from "../../shell";
import { useText, useWords } from "../../words";
import { useAccounts } from "../asking";
import { ACTIONS, actionSaid } from "./actions";
import type { Wanted } from "./asking";
import { words } from "./words";

interface Props {
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
}

/** By whom, what, when, and to which thing. */
export function Filters({ wanted, onChange }: Props) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const day = (value: string | undefined) => (value ? dayjs(value) : null);
  return (
    <div className="filters">
      {may("account.read") && <Who actor={wanted.actor} onChange={(actor) => onChange({ ...wanted, actor })} />}
      <label>
        {w.action}
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          aria-label={w.action}
          placeholder={w.anything}
          value={wanted.action}
          onChange={(action?: string) => onChange({ ...wanted, action })}
          options={ACTIONS.map((code) => ({ value: code, label: say(actionSaid(code)) }))}
          className="filter-wide"
        />
      </label>
      <label>
        {w.since}
        <DatePicker aria-label={w.since} value={day(wanted.since)} onChange={(d) => onChange({ ...wanted, since: d?.format("YYYY-MM-DD") })} />
      </label>
      <label>
        {w.until}
        <DatePicker aria-label={w.until} value={day(wanted.until)} onChange={(d) => onChange({ ...wanted, until: d?.format("YYYY-MM-DD") })} />
      </label>
      <label>
        {w.target}
        <Input.Search
          key={wanted.target ?? ""}
          allowClear
          defaultValue={wanted.target}
          placeholder={w.targetHint}
          onSearch={(target) => onChange({ ...wanted, target: target.trim() || undefined })}
        />
      </label>
      <Button onClick={() => onChange({})}>{w.clear}</Button>
    </div>
  );
}

function Who({ actor, onChange }: { actor?: string; onChange: (actor?: string) => void }) {
  const w = useWords(words);
  const accounts = useAccounts();
  return (
    <label>
      {w.person}
      <Select
        allowClear
        showSearch
        optionFilterProp="label"
        aria-label={w.person}
        placeholder={w.anybody}
        value={actor}
        onChange={onChange}
        options={accounts.data?.map((one) => ({ value: one.id, label: one.login }))}
        className="filter-wide"
      />
    </label>
  );
}
