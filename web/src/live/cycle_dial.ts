// Geometry of the dial of the gait cycle: 0 % (the foot lands) on top, clockwise.

export const kRing = 66;

/** A point of the dial, centre (100, 100). */
export function dialPoint(cycle: number, radius: number): { x: number; y: number } {
    const angle = 2 * Math.PI * cycle;
    return { x: 100 + radius * Math.sin(angle), y: 100 - radius * Math.cos(angle) };
}

/** An SVG path along the ring from one position of the cycle to a later one. */
export function dialArc(from: number, to: number, radius: number): string {
    const start = dialPoint(from, radius);
    const end = dialPoint(to, radius);
    const large = to - from > 0.5 ? 1 : 0;
    const two = (value: number): string => value.toFixed(2);
    return `M ${two(start.x)} ${two(start.y)} A ${radius} ${radius} 0 ${large} 1 ${two(end.x)} ${two(end.y)}`;
}
