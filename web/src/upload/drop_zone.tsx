// Where a file is dropped or chosen.
import { useReader } from '../language/reading';

export function DropZone({ over, onFile }: { over: boolean; onFile: (file: File) => void }) {
    const { say } = useReader();
    return (
        <div class={over ? 'drop over' : 'drop'}>
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
