// A recording from a file: drop it, say what its columns are, see what came of it.
import { useState } from 'preact/hooks';
import * as client from '../api/client';
import type { PersonGiven, Upload } from '../api/contract';
import { useDoing } from '../frame/asked';
import { FailureNote } from '../frame/failure_note';
import { usePersonChoice } from '../frame/person_choice';
import { PersonField } from '../frame/person_field';
import { go } from '../frame/route';
import { UseExisting } from '../frame/use_existing';
import { useReader } from '../language/reading';
import { analysisOf, complete, guesses, missing, utcOf } from './column_choice';
import { ColumnTable } from './column_table';
import { complaintWords } from './complaint_words';
import { DropZone } from './drop_zone';
import { useDroppedFile } from './dropped_file';
import { missingWords } from './role_words';

function AnalysisForm({ upload, onOther }: { upload: Upload; onOther: () => void }) {
    const reader = useReader();
    const { say } = reader;
    const [choices, setChoices] = useState(() => guesses(upload));
    const [rate, setRate] = useState(upload.rate_hz === null ? '' : String(upload.rate_hz));
    const whose = usePersonChoice();
    const [walked, setWalked] = useState('');
    const { busy, failure, run } = useDoing();

    const rateHz = rate === '' ? null : Number(rate);
    const lacks = missing(choices, rateHz);
    const words = [...missingWords(reader, lacks), ...(whose.code === '' ? [say('upload.missing_person')] : [])];

    const analyze = (person: PersonGiven): void => {
        if (busy || !complete(lacks) || whose.code === '') {
            return;
        }
        run(async (here) => {
            const session = await client.analyze(upload.id, analysisOf(person, choices, rateHz, utcOf(walked)));
            if (here()) {
                go('sessions', session.id);
            }
        });
    };
    return (
        <form
            class="form"
            onSubmit={(event) => {
                event.preventDefault();
                analyze(whose.given);
            }}
        >
            <p class="row">
                <span role="status">
                    {say('upload.read', {
                        filename: upload.filename,
                        rows: reader.count('upload.rows', upload.rows),
                        columns: reader.count('upload.column_count', upload.columns.length),
                    })}
                </span>
                <button type="button" onClick={onOther}>
                    {say('upload.other')}
                </button>
            </p>
            {upload.complaints.length > 0 && (
                <div class="note">
                    <p>{say('upload.complaints')}</p>
                    <ul>
                        {upload.complaints.map((complaint) => (
                            <li key={complaint.text}>{complaintWords(reader, complaint)}</li>
                        ))}
                    </ul>
                </div>
            )}
            <section class="card">
                <h2>{say('upload.columns')}</h2>
                <p class="hint">{say('upload.columns_hint')}</p>
                <ColumnTable upload={upload} choices={choices} onChange={setChoices} />
            </section>
            <section class="card form">
                <div class="field">
                    <label for="rate">{say('upload.rate')}</label>
                    <input
                        id="rate"
                        type="number"
                        min={1}
                        max={10000}
                        step="any"
                        value={rate}
                        aria-describedby="rate-hint"
                        onInput={(event) => setRate(event.currentTarget.value)}
                    />
                    <p id="rate-hint" class="hint">
                        {say('upload.rate_hint')}
                    </p>
                </div>
                <div class="field">
                    <label for="walked">{say('upload.walked')}</label>
                    <input
                        id="walked"
                        type="datetime-local"
                        value={walked}
                        aria-describedby="walked-hint"
                        onInput={(event) => setWalked(event.currentTarget.value)}
                    />
                    <p id="walked-hint" class="hint">
                        {say('upload.walked_hint')}
                    </p>
                </div>
                <PersonField choice={whose} />
                {words.length > 0 && (
                    <p class="note" role="status">
                        {say('upload.missing', { what: words.join(' · ') })}
                    </p>
                )}
                <FailureNote failure={failure}>
                    {failure?.kind === 'taken' && <UseExisting code={whose.code} onUse={analyze} />}
                </FailureNote>
                <div class="row">
                    <button class="primary" type="submit" disabled={busy || words.length > 0}>
                        {say(busy ? 'upload.analyzing' : 'upload.analyze')}
                    </button>
                </div>
            </section>
        </form>
    );
}

export function UploadPage() {
    const { say } = useReader();
    const [upload, setUpload] = useState<Upload | null>(null);
    const [reading, setReading] = useState('');
    const { busy, failure, run } = useDoing();
    const read = (file: File): void => {
        setReading(file.name);
        run(async () => setUpload(await client.upload(file)));
    };
    const over = useDroppedFile(read);
    return (
        <>
            <h1>{say('upload.title')}</h1>
            <FailureNote failure={failure} />
            {busy && <p role="status">{say('upload.reading', { filename: reading })}</p>}
            {upload === null ? (
                !busy && <DropZone over={over} onFile={read} />
            ) : (
                <AnalysisForm key={upload.id} upload={upload} onOther={() => setUpload(null)} />
            )}
        </>
    );
}
