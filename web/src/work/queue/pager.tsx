import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { count } from "../../plain";
import { said, useWords } from "../../words";
import { PAGE_SIZE } from "./asking";
import { words } from "./words";

interface Props {
  total: number;
  shown: number;
  number: number;
  hasNext: boolean;
  back: () => void;
  next: () => void;
}

/** Which lines these are, and the ways to those before and after them. */
export function Pager({ total, shown, number, hasNext, back, next }: Props) {
  const say = useWords(words);
  const first = number * PAGE_SIZE + 1;
  const range = { from: count(first), to: count(first + shown - 1), total: count(total) };
  return (
    <nav className="work-pager" aria-label={said(say.perPage, { n: PAGE_SIZE })}>
      <span className="soft figure">{shown === total ? said(say.onePage, range) : said(say.range, range)}</span>
      <Button size="small" icon={<LeftOutlined aria-hidden />} disabled={number === 0} onClick={back} aria-label={say.before} />
      <Button size="small" icon={<RightOutlined aria-hidden />} disabled={!hasNext} onClick={next} aria-label={say.next} />
    </nav>
  );
}
