import { CompressOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Graph, type EdgeData, type IElementEvent, type NodeData } from "@antv/g6";
import { Button } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { said, useLanguage, useText, useWords } from "../words";
import type { Neighbourhood, Node } from "./bodies";
import { pictureOf, type Picture } from "./picture";
import { words } from "./words";

export interface Chosen {
  kind: "node" | "edge";
  id: string;
}

interface Props {
  around: Neighbourhood;
  chosen: Chosen | null;
  choose: (chosen: Chosen | null) => void;
  height: number;
}

/** The drawing itself. Everything in it is also in the list, for those who do not see it or use no mouse. */
export function Drawing({ around, chosen, choose, height }: Props) {
  const say = useWords(words);
  const text = useText();
  const [language] = useLanguage();
  const label = (node: Node) => (node.mark ? `${text(node.label)} ${say.marks[node.mark]}` : text(node.label));
  const { room, width } = useWidth();
  const picture = useMemo(() => pictureOf(around, { width, height }, label), [around, language, width, height]);
  const graph = useGraph(room, picture, choose);
  useHighlight(graph, picture, chosen);
  const about = said(say.picture, { nodes: picture.nodes.length, edges: picture.edges.length });
  const zoom = (by: number) => void graph.current?.zoomBy(by);
  return (
    <div className="relations-drawing" style={{ height }}>
      <div ref={room} className="relations-canvas" role="img" aria-label={about} />
      <div className="relations-zoom">
        <Button size="small" icon={<PlusOutlined aria-hidden />} aria-label={say.zoomIn} onClick={() => zoom(1.25)} />
        <Button size="small" icon={<MinusOutlined aria-hidden />} aria-label={say.zoomOut} onClick={() => zoom(0.8)} />
        <Button size="small" icon={<CompressOutlined aria-hidden />} aria-label={say.fit} onClick={() => whole(graph.current)} />
      </div>
    </div>
  );
}

/** How wide the drawing may be; it is drawn again where that changes. */
function useWidth() {
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!room.current) return;
    const resized = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    resized.observe(room.current);
    return () => resized.disconnect();
  }, []);
  return { room, width };
}

function useGraph(room: React.RefObject<HTMLDivElement | null>, picture: Picture, choose: Props["choose"]) {
  const graph = useRef<Graph | null>(null);
  const newest = useRef(choose);
  newest.current = choose;
  useEffect(() => {
    if (!room.current?.clientWidth) return;
    const stage = room.current.appendChild(document.createElement("div"));
    const drawn = new Graph({ container: stage, data: picture, ...LOOK });
    drawn.on<IElementEvent>("node:click", ({ target }) => newest.current({ kind: "node", id: String(target.id) }));
    drawn.on<IElementEvent>("edge:click", ({ target }) => newest.current({ kind: "edge", id: String(target.id) }));
    drawn.on("canvas:click", () => newest.current(null));
    const rendered = drawn.render().then(() => ready(stage, picture));
    graph.current = drawn;
    return () => {
      graph.current = null;
      stage.remove();
      void rendered.finally(() => drawn.destroy());
    };
  }, [room, picture]);
  return graph;
}

/** The canvas takes no part in tabbing: what is in it is in the list. `data-drawn` says that it stands. */
function ready(stage: HTMLElement, picture: Picture): void {
  for (const canvas of stage.querySelectorAll("canvas")) canvas.removeAttribute("tabindex");
  stage.dataset.drawn = String(picture.nodes.length);
}

/** What is chosen and what hangs on it stands out; everything else steps back. */
function useHighlight(graph: React.RefObject<Graph | null>, picture: Picture, chosen: Chosen | null): void {
  useEffect(() => {
    const drawn = graph.current;
    if (!drawn?.rendered) return;
    void drawn.setElementState(statesFor(picture, chosen));
  }, [graph, picture, chosen]);
}

function statesFor({ nodes, edges }: Picture, chosen: Chosen | null): Record<string, string[]> {
  const near = nearTo(edges, chosen);
  const stateOf = (it: NodeData | EdgeData) => (near === null ? [] : near.has(String(it.id)) ? ["near"] : ["away"]);
  return Object.fromEntries([...nodes, ...edges].map((it) => [String(it.id), stateOf(it)]));
}

function nearTo(edges: EdgeData[], chosen: Chosen | null): Set<string> | null {
  if (!chosen) return null;
  const mine = edges.filter((it) => it.id === chosen.id || it.source === chosen.id || it.target === chosen.id);
  return new Set([chosen.id, ...mine.flatMap((it) => [String(it.id), it.source, it.target])]);
}

/** As it was at first. */
function whole(graph: Graph | null): void {
  if (!graph) return;
  const [width, height] = graph.getSize();
  void graph.zoomTo(1).then(() => graph.translateTo([width / 2, height / 2]));
}

const LOOK = {
  animation: false,
  zoomRange: [0.1, 4],
  node: { state: { near: { label: true, lineWidth: 3 }, away: { opacity: 0.25, label: false } } },
  edge: { state: { near: { strokeOpacity: 1 }, away: { strokeOpacity: 0.08 } } },
  behaviors: ["drag-canvas", { type: "zoom-canvas", trigger: ["Control"] }],
} as const as object;
