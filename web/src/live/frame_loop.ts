// One loop that draws everything that moves.

type Draw = (now_s: number) => void;

export class FrameLoop {
    private readonly draws = new Set<Draw>();
    private request = 0;

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
        for (const draw of this.draws) {
            draw(now_ms / 1000);
        }
        this.request = requestAnimationFrame(this.frame);
    };
}

export const frameLoop = new FrameLoop();
