// The columns of a file: the first rows of each, what it is, and in which unit.
import type { Upload } from '../api/contract';
import { useReader } from '../language/reading';
import { kRoles, unitsFor, unitWritten, withRole, withUnit, type ColumnChoice, type Role } from './column_choice';
import { roleWords } from './role_words';

const kPreviewRows = 3;

interface Props {
    upload: Upload;
    choices: ColumnChoice[];
    onChange: (choices: ColumnChoice[]) => void;
}

export function ColumnTable({ upload, choices, onChange }: Props) {
    const reader = useReader();
    const { say } = reader;
    const rows = upload.preview.slice(0, kPreviewRows);
    return (
        <div class="scroll" tabIndex={0} role="region" aria-label={say('upload.columns')}>
            <table class="columns" data-testid="columns">
                <thead>
                    <tr>
                        <th scope="col">{say('upload.column')}</th>
                        <th scope="col">{say('upload.means')}</th>
                        <th scope="col">{say('upload.unit')}</th>
                        <th scope="colgroup" colSpan={Math.max(1, rows.length)} class="n">
                            {say('upload.preview')}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {upload.columns.map(({ name }, column) => {
                        const choice = choices[column];
                        const role = choice?.role ?? null;
                        return (
                            <tr key={column} class={role === null ? 'unused' : ''}>
                                <th scope="row">{name}</th>
                                <td>
                                    <select
                                        aria-label={say('upload.means_of', { name })}
                                        value={role ?? ''}
                                        onChange={(event) => {
                                            const chosen = event.currentTarget.value;
                                            onChange(
                                                withRole(choices, column, chosen === '' ? null : (chosen as Role)),
                                            );
                                        }}
                                    >
                                        <option value="">{say('upload.unused')}</option>
                                        {kRoles.map((one) => (
                                            <option key={one} value={one}>
                                                {roleWords(reader, one)}
                                            </option>
                                        ))}
                                    </select>
                                </td>
                                <td>
                                    {role !== null && (
                                        <select
                                            aria-label={say('upload.unit_of', { name })}
                                            value={choice?.unit ?? ''}
                                            onChange={(event) =>
                                                onChange(withUnit(choices, column, event.currentTarget.value))
                                            }
                                        >
                                            {unitsFor(role).map((unit) => (
                                                <option key={unit} value={unit}>
                                                    {unit === 'counter' ? say('upload.counter') : unitWritten(unit)}
                                                </option>
                                            ))}
                                        </select>
                                    )}
                                </td>
                                {rows.map((row, index) => (
                                    <td key={index} class="n sample">
                                        {row[column] ?? ''}
                                    </td>
                                ))}
                            </tr>
                        );
                    })}
                </tbody>
            </table>
        </div>
    );
}
