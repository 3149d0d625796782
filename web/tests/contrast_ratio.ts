// Contrast between colours, after WCAG 2.1 (relative luminance, contrast ratio).

function channel(value: number): number {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Of "#rrggbb" or "#rgb", in [0, 1]. */
export function luminance(colour: string): number {
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
    const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
    const parts = short === null ? long : short.map((part) => part + part);
    if (parts === null) {
        throw new Error(`no colour: ${colour}`);
    }
    const [red, green, blue] = [1, 2, 3].map((index) => channel(parseInt(parts[index] ?? '', 16)));
    return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
