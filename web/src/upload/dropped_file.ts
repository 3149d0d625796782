// A file that is dropped, wherever on the page it falls.
import { useEffect, useRef, useState } from 'preact/hooks';

/** Whether one is held over the page now. */
export function useDroppedFile(onFile: (file: File) => void): boolean {
    const [over, setOver] = useState(false);
    const take = useRef(onFile);
    take.current = onFile;
    useEffect(() => {
        const dragged = (): void => setOver(true);
        const left = (event: DragEvent): void => {
            if (event.relatedTarget === null) {
                setOver(false);
            }
        };
        const dropped = (event: DragEvent): void => {
            setOver(false);
            const file = event.dataTransfer?.files[0];
            if (file !== undefined) {
                take.current(file);
            }
        };
        addEventListener('dragover', dragged);
        addEventListener('dragleave', left);
        addEventListener('drop', dropped);
        return () => {
            removeEventListener('dragover', dragged);
            removeEventListener('dragleave', left);
            removeEventListener('drop', dropped);
        };
    }, []);
    return over;
}

/** Without this a browser opens a file in place of the page it is dropped on. */
export function useStayWhenDropped(): void {
    useEffect(() => {
        const stay = (event: DragEvent): void => event.preventDefault();
        addEventListener('dragover', stay);
        addEventListener('drop', stay);
        return () => {
            removeEventListener('dragover', stay);
            removeEventListener('drop', stay);
        };
    }, []);
}
