/**
 * A ring round two centres: all points at one distance from the line between them, a circle where they are one.
 * The centres lie at (−half, 0) and (half, 0); lengths along a ring start at its top and go clockwise. Pure.
 */

export interface Place {
  x: number;
  y: number;
}

export interface Ring {
  half: number;
  radius: number;
}

export const lengthOf = ({ half, radius }: Ring): number => 4 * half + 2 * Math.PI * radius;

/** The point so far along the ring. */
export function pointOn(ring: Ring, along: number): Place {
  const { half, radius } = ring;
  const arc = Math.PI * radius;
  const around = lengthOf(ring);
  let left = ((along % around) + around) % around;
  if (left <= half) return { x: left, y: -radius };
  left -= half;
  if (left <= arc) return { x: half + radius * Math.sin(left / radius), y: -radius * Math.cos(left / radius) };
  left -= arc;
  if (left <= 2 * half) return { x: half - left, y: radius };
  left -= 2 * half;
  if (left <= arc) return { x: -half - radius * Math.sin(left / radius), y: radius * Math.cos(left / radius) };
  return { x: -half + left - arc, y: -radius };
}

/** How far along the ring the point lies that is nearest to a place. */
export function nearestOn(ring: Ring, { x, y }: Place): number {
  const { half, radius } = ring;
  const arc = Math.PI * radius;
  if (x > half) return half + radius * turned(x - half, -y);
  if (x < -half) return 3 * half + arc + radius * turned(-half - x, y);
  if (y <= 0) return (x + lengthOf(ring)) % lengthOf(ring);
  return half + arc + half - x;
}

/** From 0 (ahead) to π (back), for a point on the outer side. */
const turned = (out: number, ahead: number) => Math.atan2(out, ahead);

/** Its outline as an SVG path. */
export function outlineOf({ half, radius }: Ring): string {
  return `M${-half} ${-radius}H${half}A${radius} ${radius} 0 0 1 ${half} ${radius}H${-half}A${radius} ${radius} 0 0 1 ${-half} ${-radius}Z`;
}
