// One loop that draws everything that moves, and counts how often it does.

type Draw = (now_s: number) => void;

export class FrameLoop {
    private readonly draws = new Set<Draw>();
    private request = 0;
    private drawn = 0;
    private countedSince_s = 0;
    /** Frames drawn in the last whole second. */
    framesPerSecond = 0;

    /** Calls `draw` in every frame until the function it returns is called. */
    add(draw: Draw): () => void {
        this.draws.add(draw);
        if (this.draws.size === 1) {
            this.request = requestAnimationFrame(this.frame);
        }
        return () => {
            this.draws.delete(draw);
            if (this.draws.size === 0) {
                cancelAnimationFrame(this.request);
            }
        };
    }

    private readonly frame = (now_ms: number): void => {
        const now_s = now_ms / 1000;
        for (const draw of this.draws) {
            draw(now_s);
        }
        this.drawn += 1;
        if (now_s - this.countedSince_s >= 1) {
            this.framesPerSecond = Math.round(this.drawn / (now_s - this.countedSince_s));
            this.drawn = 0;
            this.countedSince_s = now_s;
        }
        this.request = requestAnimationFrame(this.frame);
    };
}

export const frameLoop = new FrameLoop();
