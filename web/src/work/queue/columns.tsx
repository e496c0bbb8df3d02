import { TableOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";
import { useState } from "react";
import { useWords } from "../../words";
import { COLUMNS, USUAL, type Column } from "./cells";
import { words } from "./words";

const NAME = "puhui.work.columns";
const ALWAYS: Column[] = ["number", "who"];

/** Which columns somebody wants to see; kept in this browser, since it says nothing about anybody. */
export function useColumns(): [Column[], (columns: Column[]) => void] {
  const [columns, setColumns] = useState<Column[]>(read);
  const keep = (next: Column[]) => {
    const ordered = COLUMNS.filter((it) => next.includes(it) || ALWAYS.includes(it));
    localStorage.setItem(NAME, ordered.join(","));
    setColumns(ordered);
  };
  return [columns, keep];
}

function read(): Column[] {
  const kept = (localStorage.getItem(NAME) ?? "").split(",");
  const known = COLUMNS.filter((it) => kept.includes(it));
  return known.length > ALWAYS.length ? known : USUAL;
}

/** The choice of columns. */
export function Columns({ columns, choose }: { columns: Column[]; choose: (columns: Column[]) => void }) {
  const say = useWords(words).columns;
  const [isOpen, setOpen] = useState(false);
  const flip = (it: Column) => choose(columns.includes(it) ? columns.filter((other) => other !== it) : [...columns, it]);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <div className="work-columns">
          {COLUMNS.map((it) => (
            <Checkbox key={it} checked={columns.includes(it)} disabled={ALWAYS.includes(it)} onChange={() => flip(it)}>
              {say[it]}
            </Checkbox>
          ))}
        </div>
      }
    >
      <Button icon={<TableOutlined aria-hidden />} aria-label={say.title} title={say.title} aria-expanded={isOpen} />
    </Popover>
  );
}
