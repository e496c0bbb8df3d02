import { FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { Badge, Button, Input, Select, type InputRef } from "antd";
import { useEffect, useState, type ReactNode, type RefObject } from "react";
import { useWords } from "../../words";
import type { Filter } from "../bodies";
import { conditions, SORTS, without, type Asking } from "./asking";
import { typed } from "./queue";
import { words } from "./words";

interface Props {
  asking: Asking;
  ask: (changed: Partial<Asking>) => void;
  searchBox: RefObject<InputRef | null>;
  openPanel: () => void;
  children: ReactNode;
}

/** What is looked for, how it is filtered and in which order it stands. */
export function Bar({ asking, ask, searchBox, openPanel, children }: Props) {
  const say = useWords(words);
  const { filter, sort } = asking;
  return (
    <div className="work-bar" role="search">
      <SearchBox key={filter.text ?? ""} filter={filter} ask={ask} box={searchBox} />
      <Badge count={conditions(without(filter, "stage", "text"))} size="small" color="#17594a">
        <Button icon={<FilterOutlined aria-hidden />} onClick={openPanel}>
          {say.filters} <kbd className="wide">f</kbd>
        </Button>
      </Badge>
      <Select
        aria-label={say.sort}
        value={sort}
        onChange={(next) => ask({ sort: next })}
        options={SORTS.map((value) => ({ value, label: say.sorts[value] }))}
        popupMatchSelectWidth={false}
      />
      {children}
    </div>
  );
}

interface SearchProps {
  filter: Filter;
  ask: (changed: Partial<Asking>) => void;
  box: RefObject<InputRef | null>;
}

function SearchBox({ filter, ask, box }: SearchProps) {
  const say = useWords(words);
  const [text, setText] = useState(filter.text ?? "");
  const look = () => text.trim() !== (filter.text ?? "") && ask({ filter: typed(filter, text) });
  useEffect(() => {
    if (text === "" && filter.text) ask({ filter: typed(filter, "") });
  }, [text, filter, ask]);
  return (
    <Input
      ref={box}
      className="work-search"
      prefix={<SearchOutlined aria-hidden />}
      suffix={text ? null : <kbd className="wide">/</kbd>}
      placeholder={say.search}
      aria-label={say.search}
      title={say.searchHint}
      allowClear
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={look}
      onBlur={look}
      onKeyDown={(event) => event.key === "Escape" && box.current?.blur()}
    />
  );
}
