import { CompressOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Graph, GraphEvent, type EdgeData, type IElementEvent, type NodeData } from "@antv/g6";
import { Button } from "antd";
import { useEffect, useMemo, useRef } from "react";
import { said, useLanguage, useText, useWords } from "../words";
import type { Neighbourhood, Node } from "./bodies";
import { pictureOf } from "./picture";
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
  const picture = useMemo(() => pictureOf(around, { label }), [around, language]);
  const { room, graph } = useGraph(picture, choose);
  useHighlight(graph, picture, chosen);
  const about = said(say.picture, { nodes: picture.nodes.length, edges: picture.edges.length });
  const zoom = (by: number) => void graph.current?.zoomBy(by);
  return (
    <div className="relations-drawing" style={{ height }}>
      <div ref={room} className="relations-canvas" role="img" aria-label={about} />
      <div className="relations-zoom">
        <Button size="small" icon={<PlusOutlined aria-hidden />} aria-label={say.zoomIn} onClick={() => zoom(1.25)} />
        <Button size="small" icon={<MinusOutlined aria-hidden />} aria-label={say.zoomOut} onClick={() => zoom(0.8)} />
        <Button size="small" icon={<CompressOutlined aria-hidden />} aria-label={say.fit} onClick={() => void graph.current?.fitView()} />
      </div>
    </div>
  );
}

type Picture = ReturnType<typeof pictureOf>;

function useGraph(picture: Picture, choose: (chosen: Chosen | null) => void) {
  const room = useRef<HTMLDivElement>(null);
  const graph = useRef<Graph | null>(null);
  const newest = useRef(choose);
  newest.current = choose;
  useEffect(() => {
    const container = room.current;
    if (!container) return;
    const drawn = new Graph({ container, data: picture, ...LOOK });
    drawn.on<IElementEvent>("node:click", ({ target }) => newest.current({ kind: "node", id: String(target.id) }));
    drawn.on<IElementEvent>("edge:click", ({ target }) => newest.current({ kind: "edge", id: String(target.id) }));
    drawn.on("canvas:click", () => newest.current(null));
    drawn.once(GraphEvent.AFTER_RENDER, () => (container.dataset.drawn = String(picture.nodes.length)));
    void drawn.render();
    graph.current = drawn;
    const resized = new ResizeObserver(() => void fitted(drawn, container));
    resized.observe(container);
    return () => {
      resized.disconnect();
      graph.current = null;
      delete container.dataset.drawn;
      drawn.destroy();
    };
  }, [picture]);
  return { room, graph };
}

async function fitted(graph: Graph, container: HTMLElement): Promise<void> {
  const [width, height] = graph.getSize();
  if (!graph.rendered || (width === container.clientWidth && height === container.clientHeight)) return;
  graph.setSize(container.clientWidth, container.clientHeight);
  await graph.fitView();
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

const LOOK = {
  autoFit: { type: "view", options: { when: "always" } },
  padding: [24, 24, 36, 24],
  animation: false,
  zoomRange: [0.1, 4],
  node: { state: { near: { label: true, lineWidth: 3 }, away: { opacity: 0.25, label: false } } },
  edge: { state: { near: { strokeOpacity: 1 }, away: { strokeOpacity: 0.08 } } },
  behaviors: ["drag-canvas", { type: "zoom-canvas", trigger: ["Control"] }],
} as const as object;
