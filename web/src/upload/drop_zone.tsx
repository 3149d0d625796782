// Where a file is dropped or chosen.
import { useState } from 'preact/hooks';
import { useReader } from '../language/reading';

export function DropZone({ onFile }: { onFile: (file: File) => void }) {
    const { say } = useReader();
    const [over, setOver] = useState(false);
    const dropped = (event: DragEvent): void => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (file !== undefined) {
            onFile(file);
        }
    };
    return (
        <div
            class={over ? 'drop over' : 'drop'}
            data-testid="drop"
            onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={dropped}
        >
            <p class="big">{say('upload.drop')}</p>
            <label class="inline">
                {say('upload.choose')}
                <input
                    type="file"
                    accept=".csv,.txt,.tsv,text/csv,text/plain"
                    onChange={(event) => {
                        const file = event.currentTarget.files?.[0];
                        if (file !== undefined) {
                            onFile(file);
                        }
                    }}
                />
            </label>
            <p class="hint">{say('upload.limit')}</p>
        </div>
    );
}
